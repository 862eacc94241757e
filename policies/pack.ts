import { type Policies, PolicyPack } from "@pulumi/policy";
// What the package's own server calls; it is not typed.
// eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would be a copy
import deserialization = require("@pulumi/policy/deserialize");

import { enrol } from "./enrol";
import { withoutNulls } from "./nulls";

/** Serves rules to the engine as one pack, with the two that watch over exemptions. */
export function servePack(name: string, rules: Policies): void {
  readResourcesOnce();
  new PolicyPack(name, { policies: enrol(rules), enforcementLevel: "mandatory" });
}

/** How `@pulumi/policy` reads a resource's properties out of the engine's message. */
interface Deserialization {
  deserializeProperties: (message: object, keepSecrets: boolean) => object;
}

/**
 * The package reads a resource anew for every rule, which is most of what a rule costs; this keeps what
 * was read. Rules get it through a proxy each of their own and change nothing. Remediations, which may
 * change it, get their own reading as before.
 */
export function readResourcesOnce(): void {
  const reader = deserialization as unknown as Deserialization;
  const { deserializeProperties } = reader;
  const read = new WeakMap<object, object>();
  reader.deserializeProperties = (message, keepSecrets) => {
    if (keepSecrets) {
      return deserializeProperties(message, keepSecrets);
    }
    const known = read.get(message) ?? withoutNulls(deserializeProperties(message, keepSecrets));
    read.set(message, known);
    return known;
  };
}
