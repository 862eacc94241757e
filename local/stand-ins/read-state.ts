import { specialSecretSig, specialSigKey } from "@pulumi/pulumi/runtime";
import { existsSync, readdirSync, readFileSync } from "fs";
import { join } from "path";

import { Existing } from "./registry";
import { UNKNOWN, Values, asList, asText, asValues, at } from "./values";

/**
 * The resources in the file backend's newest checkpoints, one for each stack of the folder. Secret values
 * are unknown.
 */
export function readState(stateFolder: string): Existing[] {
  const stacks = join(stateFolder, ".pulumi", "stacks");
  return existsSync(stacks) ? filesIn(stacks).flatMap(readCheckpoint) : [];
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return filesIn(path);
    }
    return entry.name.endsWith(".json") ? [path] : [];
  });
}

function readCheckpoint(file: string): Existing[] {
  const state = asValues(JSON.parse(readFileSync(file, "utf8")));
  return (
    asList(at(state, "checkpoint.latest.resources"))
      .map(asValues)
      .filter(
        ({ custom, external, id }) => custom === true && external !== true && id !== undefined,
      )
      // Deleted already; its replacement, which failed, is still to be made.
      .filter(({ pendingReplacement }) => pendingReplacement !== true)
      .map(({ urn, type, id, inputs, outputs }) => ({
        urn: asText(urn),
        type: asText(type),
        id: asText(id),
        inputs: withoutSecrets(asValues(inputs)) as Values,
        outputs: withoutSecrets(asValues(outputs)) as Values,
      }))
  );
}

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutSecrets);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  if (asValues(value)[specialSigKey] === specialSecretSig) {
    return UNKNOWN;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withoutSecrets(item)]),
  );
}
