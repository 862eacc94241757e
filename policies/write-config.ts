/**
 * Prints the policy packs' configuration for an environment, for `--policy-pack-config`:
 *
 *     npx ts-node --transpile-only policies/write-config.ts <environment> [<settings.json>]
 */
import { readFileSync } from "fs";

import { policyConfig } from "./config";
import type { Environment } from "./environments";

const ENVIRONMENTS: readonly string[] = ["local", "dev", "staging", "prod"];

try {
  const [environment = "", file] = process.argv.slice(2);
  if (!ENVIRONMENTS.includes(environment)) {
    throw new Error(`got environment "${environment}"; use ${ENVIRONMENTS.join(", ")}`);
  }
  const settings: unknown = file === undefined ? {} : JSON.parse(readFileSync(file, "utf8"));
  process.stdout.write(
    `${JSON.stringify(policyConfig(environment as Environment, settings), null, 2)}\n`,
  );
} catch (error) {
  process.stderr.write(`write-config: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
