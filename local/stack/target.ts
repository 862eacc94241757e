import { existsSync } from "fs";
import { join } from "path";

import { systems } from "../../services";
import { UserError } from "../errors";
import { LOCAL, ROOT } from "../paths";

/** Stacks that can be brought up without a cloud account; each has its settings in `Pulumi.<stack>.yaml`. */
export const STACKS = ["local", "dev", "prod"] as const;

/** The system whose stacks carry the environment's name alone. */
const FIRST_SYSTEM = "order-management";

/** What a command works on. */
export interface Target {
  /** Name of the system, a folder of `services/`. */
  system: string;
  /** The environment. */
  stack: (typeof STACKS)[number];
}

/** Checks the names that a command was given. */
export function resolveTarget(system: string, stack: string): Target {
  if (!(system in systems)) {
    throw new UserError(`--system is "${system}"; use ${Object.keys(systems).join(", ")}`);
  }
  const known = STACKS.find(name => name === stack);
  if (known === undefined) {
    throw new UserError(`--stack is "${stack}"; use ${STACKS.join(", ")}`);
  }
  if (!existsSync(settingsFile(known))) {
    throw new UserError(`there is no ${settingsFile(known)}`);
  }
  return { system, stack: known };
}

/** The stack's name in the engine: `dev`, or `customer-portal-dev` for another system. */
export function stackName({ system, stack }: Target): string {
  return system === FIRST_SYSTEM ? stack : `${system}-${stack}`;
}

/** Settings of the environment, from which those of a stack are made. */
export function settingsFile(stack: Target["stack"]): string {
  return join(ROOT, `Pulumi.${stack}.yaml`);
}

/** Folder with the lasting state and data of a stack. */
export function stateFolder(target: Target): string {
  return join(LOCAL, "stacks", stackName(target));
}

/** Folder with the databases' files and the record of what runs, within a stack's own. */
export function runFolder(folder: string): string {
  return join(folder, "run");
}
