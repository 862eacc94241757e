/**
 * Prints the policy packs' configuration for an environment, for `--policy-pack-config`:
 *
 *     npx ts-node --transpile-only policies/write-config.ts <environment> [<settings.json>] [--pack <name>]
 */
import { readFileSync } from "fs";
import { parseArgs } from "util";

import { policyConfig } from "./config";
import type { Environment } from "./environments";
import { PACK_NAMES, PackName } from "./names";

const ENVIRONMENTS: readonly string[] = ["local", "dev", "staging", "prod"];
const PACKS: readonly string[] = ["all", ...PACK_NAMES];

try {
  const { positionals, values } = parseArgs({
    options: { pack: { type: "string", default: "all" } },
    allowPositionals: true,
  });
  const [environment = "", file] = positionals;
  if (!ENVIRONMENTS.includes(environment)) {
    throw new Error(`got environment "${environment}"; use ${ENVIRONMENTS.join(", ")}`);
  }
  if (!PACKS.includes(values.pack)) {
    throw new Error(`--pack is "${values.pack}"; use ${PACKS.join(", ")}`);
  }
  const settings: unknown = file === undefined ? {} : JSON.parse(readFileSync(file, "utf8"));
  const config = policyConfig(environment as Environment, settings, values.pack as PackName);
  process.stdout.write(`${JSON.stringify(config, null, 2)}\n`);
} catch (error) {
  process.stderr.write(`write-config: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
