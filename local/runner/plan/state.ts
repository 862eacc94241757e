import { specialSecretSig, specialSigKey } from "@pulumi/pulumi/runtime";
import { z } from "zod";
import { RunError } from "../errors";
import type { StateResource } from "../types";

/** A resource of the state with its properties checked. */
export interface Deployed<T> {
  /** Type and name, as messages speak of it. */
  label: string;
  /** The resource's name in the program. */
  name: string;
  props: T;
}

/** The resources of a stack, secrets in the clear. */
export interface State {
  /**
   * All resources of a type, in the order of their names (the engine's own order differs from run
   * to run).
   *
   * @throws RunError naming the resource and the property that is not as `schema` says.
   */
  all<T>(type: string, schema: z.ZodType<T>): Deployed<T>[];
}

/** Reads a state export; resources that only wait for their deletion are left out. */
export function readState(resources: StateResource[]): State {
  const alive = resources.filter(resource => resource.delete !== true);
  return {
    all: (type, schema) =>
      alive
        .filter(resource => resource.type === type)
        .map(resource => parse(resource, schema))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

function parse<T>(resource: StateResource, schema: z.ZodType<T>): Deployed<T> {
  const name = resource.urn.split("::").pop() ?? resource.urn;
  const label = `${resource.type} ${name}`;
  // An output repeats its input where the provider knows no better.
  const raw = unwrap({ id: resource.id, ...resource.inputs, ...resource.outputs }, label);
  return { label, name, props: check(raw, schema, label) };
}

/** Checks a value and says in one line what is wrong with it. */
export function check<T>(value: unknown, schema: z.ZodType<T>, label: string): T {
  const result = schema.safeParse(value);
  if (result.success) {
    return result.data;
  }
  const [issue] = result.error.issues;
  throw new RunError(`${label}: ${issue.path.join(".") || "value"}: ${issue.message}`);
}

/** Replaces the engine's secret envelopes by what they hold. */
function unwrap(value: unknown, label: string): unknown {
  if (Array.isArray(value)) {
    return value.map(item => unwrap(item, label));
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const record = value as Record<string, unknown>;
  if (record[specialSigKey] !== specialSecretSig) {
    return Object.fromEntries(
      Object.entries(record).map(([key, item]) => [key, unwrap(item, label)]),
    );
  }
  if (typeof record.plaintext !== "string") {
    throw new RunError(`${label}: its secrets are encrypted; export the state with --show-secrets`);
  }
  return unwrap(JSON.parse(record.plaintext), label);
}
