import { existsSync } from "fs";
import { readFile, writeFile } from "fs/promises";
import { join } from "path";

import { policyConfig } from "../../policies/config";
import { compilePack, preparePack } from "../engine/packs";
import { UserError } from "../errors";
import { ROOT } from "../paths";
import { policySettingsFile } from "./stack-settings";
import { Target } from "./target";

/** Packs for the engine to run, each with the file of its configuration. */
export interface PolicyPacks {
  policyPacks: string[];
  policyPackConfigs: string[];
}

/**
 * Our packs, enrolled as one because each pack is a process that takes seconds to start, and the user's
 * own; ours with the levels of the environment.
 */
export async function preparePacks(
  target: Target,
  extra: readonly string[],
  folder: string,
): Promise<PolicyPacks> {
  const levels = join(folder, "policies.json");
  await writeFile(levels, JSON.stringify(policyConfig(target.stack, await stackPolicies(target))));
  const ours = await compilePack(join(ROOT, "policies", "all"), ROOT);
  const theirs = await Promise.all(extra.map(pack => preparePack(pack, ROOT)));
  // The engine wants a configuration for every pack as soon as one has it.
  const none = join(folder, "no-policies.json");
  await writeFile(none, "{}");
  return {
    policyPacks: [ours, ...theirs],
    policyPackConfigs: [levels, ...theirs.map(() => none)],
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
