import { existsSync } from "fs";
import { readFile, writeFile } from "fs/promises";
import { join } from "path";

import type { PackName } from "../../policies/names";
import { compilePack, preparePack } from "../engine/packs";
import { UserError } from "../errors";
import { ROOT } from "../paths";
import { loadPolicies } from "./policies";
import { policySettingsFile } from "./stack-settings";
import { Target } from "./target";

/** Which packs an operation runs under. */
export interface PackChoice {
  /** Names of ours; `all` enrols the rules of the others as one. */
  ours: readonly PackName[];
  /** Folders of the user's own. */
  theirs: readonly string[];
}

/** Packs for the engine to run, each with the file of its configuration. */
export interface PolicyPacks {
  policyPacks: string[];
  policyPackConfigs: string[];
}

/** Makes packs ready for the engine; ours with the configuration of the environment. */
export async function preparePacks(
  target: Target,
  choice: PackChoice,
  folder: string,
): Promise<PolicyPacks> {
  const settings = await stackPolicies(target);
  const configOf = await configurator(target, settings);
  const ours = await Promise.all(
    choice.ours.map(async name => {
      const config = join(folder, `policies-${name}.json`);
      await writeFile(config, JSON.stringify(configOf(name)));
      return { config, pack: await compilePack(join(ROOT, "policies", name), ROOT) };
    }),
  );
  const theirs = await Promise.all(choice.theirs.map(pack => preparePack(pack, ROOT)));
  // The engine wants a configuration for every pack as soon as one has it.
  const none = join(folder, "no-policies.json");
  await writeFile(none, "{}");
  return {
    policyPacks: [...ours.map(({ pack }) => pack), ...theirs],
    policyPackConfigs: [...ours.map(({ config }) => config), ...theirs.map(() => none)],
  };
}

/** Makes the configuration of each pack; a mistake in the stack's policy settings is the user's. */
async function configurator({ stack }: Target, settings: unknown) {
  const { policyConfig, PolicySettingsError } = await loadPolicies();
  return (pack: PackName) => {
    try {
      return policyConfig(stack, settings, pack);
    } catch (error) {
      throw error instanceof PolicySettingsError ? new UserError(error.message) : error;
    }
  };
}

/** What a stack changes of the rules, where it changes any. */
async function stackPolicies(target: Target): Promise<unknown> {
  const file = policySettingsFile(target);
  if (!existsSync(file)) {
    return {};
  }
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    throw new UserError(`${file} is not JSON: ${(error as Error).message}`);
  }
}
