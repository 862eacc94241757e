import * as pulumi from "@pulumi/pulumi";

import { ArgumentError } from "../errors";
import { Link, SecretRef } from "../link";

/** The variables of a container. */
export interface Variables {
  environment: Readonly<Record<string, pulumi.Input<string>>>;
  secrets: Readonly<Record<string, SecretRef>>;
}

/** The variables of the task's own container: its arguments' and its links'. */
export function mergeVariables(
  name: string,
  own: Partial<Variables>,
  links: readonly Link[],
): Variables {
  const secrets = merge(name, "secret", [own.secrets, ...links.map(link => link.secrets)]);
  const environment = merge(name, "variable", [
    own.environment,
    ...links.map(link => link.environment),
  ]);
  refuseBoth(name, environment, secrets);
  return { environment, secrets };
}

/** Joins what the task and its links bring; two sources for one name are a mistake. */
function merge<T>(
  task: string,
  what: string,
  sources: readonly (Readonly<Record<string, T>> | undefined)[],
): Record<string, T> {
  const merged: Record<string, T> = {};
  for (const source of sources) {
    for (const [name, value] of Object.entries(source ?? {})) {
      if (name in merged) {
        throw new ArgumentError(
          `${task}: ${what} ${name} is set twice; by its own arguments and links`,
        );
      }
      merged[name] = value;
    }
  }
  return merged;
}

function refuseBoth(task: string, environment: object, secrets: object): void {
  const both = Object.keys(environment).filter(name => name in secrets);
  if (both.length > 0) {
    throw new ArgumentError(`${task}: ${both.join(", ")} is both a plain variable and a secret`);
  }
}
