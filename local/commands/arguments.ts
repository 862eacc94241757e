import { existsSync } from "fs";
import { join, resolve } from "path";
import { parseArgs } from "util";

import { PACK_NAMES, type PackName } from "../../policies/names";
import { UserError } from "../errors";
import type { PackChoice } from "../stack/policy-packs";
import { resolveTarget, Target } from "../stack/target";

/** Flags that every command takes. */
const TARGET = { system: { type: "string" }, stack: { type: "string" } } as const;

/** The folder that npm was called in: paths on the command line are meant from there. */
const CALLED_FROM = process.env.INIT_CWD ?? process.cwd();

/** Flags of one command, besides `--system` and `--stack`. */
export type Flags = Record<string, { type: "string" | "boolean"; multiple?: boolean }>;

/** What a command was called with. */
export interface Arguments {
  target: Target;
  /** Values of the command's own flags. */
  values: Record<string, string | boolean | (string | boolean)[] | undefined>;
}

/** Reads a command's flags; one that it does not have, or a name that does not exist, is the user's error. */
export function readArguments(flags: Flags): Arguments {
  try {
    const { values } = parseArgs({ options: { ...TARGET, ...flags }, allowPositionals: false });
    const {
      system = "order-management",
      stack = "local",
      ...own
    } = values as Arguments["values"] & {
      system?: string;
      stack?: string;
    };
    return { target: resolveTarget(system, stack), values: own };
  } catch (error) {
    if (error instanceof TypeError) {
      const known = Object.keys({ ...TARGET, ...flags }).map(flag => `--${flag}`);
      throw new UserError(`${error.message.split(". ")[0]}; use ${known.join(", ")}`);
    }
    throw error;
  }
}

/** Flags of the commands that run under policy packs. */
export const PACK_FLAGS = {
  pack: { type: "string", multiple: true },
  "policy-pack": { type: "string", multiple: true },
} as const satisfies Flags;

/** The packs that a command runs under: all of ours or those that `--pack` names, and the user's own. */
export function chosenPacks(values: Arguments["values"]): PackChoice {
  const ours = [values.pack ?? []].flat().map(value => {
    const name = PACK_NAMES.find(one => one === value);
    if (name === undefined) {
      throw new UserError(`--pack is "${value}"; use ${PACK_NAMES.join(", ")}`);
    }
    return name;
  });
  const all: PackName[] = ["all"];
  return {
    ours: ours.length > 0 ? ours : all,
    theirs: packFolders(values["policy-pack"]),
  };
}

function packFolders(flag: Arguments["values"][string]): string[] {
  return [flag ?? []].flat().map(value => {
    const folder = resolve(CALLED_FROM, String(value));
    if (!existsSync(join(folder, "PulumiPolicy.yaml"))) {
      throw new UserError(
        `--policy-pack is "${value}": there is no ${join(folder, "PulumiPolicy.yaml")}`,
      );
    }
    return folder;
  });
}

/** A file that a flag names, from the folder that npm was called in. */
export function outputFile(value: Arguments["values"][string]): string | undefined {
  return typeof value === "string" ? resolve(CALLED_FROM, value) : undefined;
}
