import { missingReferences } from "../checks/references";
import { Registry } from "../registry";
import { Surroundings, TypeEntry } from "../types/type-entry";
import { Values, asText } from "../values";
import { Subject } from "./subject";

/** AWS refuses what is asked. */
export class Refusal extends Error {}

/** What AWS has against a resource beside the others. */
export function complaints(entry: TypeEntry, subject: Subject, others: Registry): string[] {
  const surroundings: Surroundings = { ...subject, others };
  const key = uniqueKey(entry, subject.inputs);
  const twin =
    key === undefined
      ? undefined
      : others
          .all(subject.type)
          .find(
            ({ outputs }) =>
              uniqueKey(entry, outputs) === key &&
              regionOf(outputs, subject) === regionOf(subject.inputs, subject),
          );
  return [
    ...(twin === undefined
      ? []
      : [
          `AlreadyExists: "${twin.urn.split("::").pop()}" is there with the same ${entry.unique === undefined ? "name" : "key"}, ${key}`,
        ]),
    ...missingReferences(surroundings),
    ...(entry.world ?? []).flatMap(rule => rule(surroundings)),
  ];
}

/** A region of a resource's own, or the provider's. What no region owns is in one place. */
function regionOf(values: Values, { region }: Subject): string {
  return asText(values.region) || region;
}

/** By default the name; a type without either has no rule. */
function uniqueKey({ unique, name }: TypeEntry, values: Values): string | undefined {
  if (unique !== undefined) {
    return unique(values);
  }
  return name === undefined ? undefined : asText(values[name.property]);
}

/** @throws Refusal with what was found, if anything was. */
export function refuse(
  action: string,
  { type, name }: Pick<Subject, "type" | "name">,
  found: readonly string[],
): void {
  if (found.length > 0) {
    throw new Refusal(`${action} ${type} "${name}": ${[...new Set(found)].join("; ")}`);
  }
}
