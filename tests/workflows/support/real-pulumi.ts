import { writeFileSync } from "fs";
import { join, resolve } from "path";

import { Cli, ensureCli } from "../../../local/engine/cli";
import { engineEnvironment } from "../../../local/engine/environment";
import { Fakes } from "./fakes";

/** Hands a suite's tests the CLI that tests run; built first where there is none. */
export function withRealCli(use: (cli: Cli) => void): void {
  before(async function () {
    this.timeout(0);
    use(await ensureCli({ report: () => undefined }));
  });
}

/**
 * Has scripts call the real CLI, with state in the folder of the fakes, save for the verbs that are named, which do
 * nothing. Returns the environment that they take for it.
 */
export async function useRealPulumi(
  fakes: Fakes,
  cli: Cli,
  { but = [] }: { but?: readonly string[] } = {},
): Promise<Record<string, string>> {
  const { folder } = fakes;
  writeFileSync(join(folder, "Pulumi.yaml"), "name: microservices-on-aws\nruntime: nodejs\n");
  const skipped = but.map(verb => `[ "$1" != ${verb} ] || exit 0\n`).join("");
  fakes.fake("pulumi", `${skipped}exec "${cli.bin}" "$@"`);
  const env = await engineEnvironment({ cli, project: folder, state: join(folder, "state") });
  // Where the fakes are comes first.
  delete env.PATH;
  return env;
}

/** Has scripts run the TypeScript of this folder for real, and nothing else that `npx` is asked for. */
export function useRealTsNode(fakes: Fakes, script: string, otherwise = "exit 99"): void {
  const tsNode = resolve("node_modules/.bin/ts-node");
  fakes.fake("npx", `case "$*" in *${script}*) shift; exec "${tsNode}" "$@" ;; esac\n${otherwise}`);
}
