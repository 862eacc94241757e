import { ECRClient } from "@aws-sdk/client-ecr";
import { ECSClient } from "@aws-sdk/client-ecs";

import { withClient } from "../aws/client";
import { imageOfVersion } from "../aws/registry";
import { Context, runCommand } from "../command";
import { UsageError } from "../errors";
import { Ended, runToEnd, Wanted, well } from "../migrations/run";
import { Migration, Stack } from "../stack";

/** `npm run migrate`. */
runCommand({
  usage: "migrate [name] [command...]",
  description:
    "Runs the stack's one-off tasks now, one after the other, or the one that is named, and waits for each: shows how\nit ended and its last log lines. A command after the name runs in place of the task's own, as in\n  npm run migrate -- migration -- node dist/migrate.js --help\nNo task runs beside another run of itself: one of the same revision that is under way is waited for.",
  configure: command =>
    command.option(
      "--version <version>",
      "with this version's image, a tag or sha256:…, before npm run deploy brings it out; a run for it that is under way, or ended well within the hour, is taken for this one",
    ),
  leaves: () => "a task that was started goes on; the same command again waits for it",
  work: migrate,
});

/** Runs the tasks; false at the first that does not exit with 0, after which none is started. */
async function migrate(
  { stack, signal, say, result }: Context,
  name: string | undefined,
  command: string[],
  { version }: { version?: string },
): Promise<boolean> {
  const ended: Ended[] = [];
  const runs = await runsOf(stack, migrationsOf(stack, name), command, version);
  await withClient(ECSClient, stack.region, async ecs => {
    for (const run of runs) {
      ended.push(await runToEnd(ecs, stack, run, { say, signal }));
      if (!well(ended[ended.length - 1])) {
        return;
      }
    }
  });
  result({ migrations: ended }, ended.map(describe).join("\n\n"));
  return ended.every(well);
}

function migrationsOf({ migrations }: Stack, name?: string): readonly Migration[] {
  if (migrations.length === 0) {
    throw new UsageError("the stack has no one-off task: there is nothing to migrate");
  }
  const chosen = migrations.filter(one => name === undefined || one.name === name);
  if (chosen.length === 0) {
    const known = migrations.map(one => one.name).join(", ");
    throw new UsageError(`there is no one-off task "${name}"; use ${known}`);
  }
  return chosen;
}

/** What is to run; with a version only when all that is chosen has it. */
function runsOf(
  { region }: Stack,
  migrations: readonly Migration[],
  command: readonly string[],
  version: string | undefined,
): Promise<Wanted[]> {
  return withClient(ECRClient, region, async ecr => {
    const runs: Wanted[] = [];
    for (const migration of migrations) {
      const { name, repository } = migration;
      if (version !== undefined && repository === undefined) {
        throw new UsageError(
          `${name} has its image from no repository of the stack, so that --version cannot name one; name the tasks that have`,
        );
      }
      const image =
        version !== undefined && repository !== undefined
          ? await imageOfVersion(ecr, { name, image: { repository } }, version)
          : undefined;
      runs.push({ migration, command, image });
    }
    return runs;
  });
}

function describe(ended: Ended): string {
  return `${ended.name}: ${well(ended) ? "done" : "FAILED"}\n${ended.report}`;
}
