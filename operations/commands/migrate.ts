import { ECSClient, Task } from "@aws-sdk/client-ecs";

import { explainTask } from "../../components/rollout/task-failure";
import { withClient } from "../aws/client";
import { lastPart } from "../../components/rollout/arn";
import { awaitEnd, startRun } from "../aws/one-off-task";
import { Context, runCommand } from "../command";
import { UsageError } from "../errors";
import { Migration, Stack } from "../stack";

/** What came of a run. */
interface Ended {
  name: string;
  task: string;
  exitCode?: number;
  /** ECS's reason, the exit code and the last log lines. */
  report: string;
}

/** `npm run migrate`. */
runCommand({
  usage: "migrate [name] [command...]",
  description:
    "Runs the stack's one-off tasks now, one after the other, or the one that is named, and waits for each: shows how\nit ended and its last log lines. A command after the name runs in place of the task's own, as in\n  npm run migrate -- migration -- node dist/migrate.js --help\nNo task runs beside another run of itself: one of the same revision that is under way is waited for.",
  leaves: () => "a task that was started goes on; the same command again waits for it",
  work: migrate,
});

/** Runs the tasks; false at the first that does not exit with 0, after which none is started. */
async function migrate(
  { stack, signal, say, result }: Context,
  name: string | undefined,
  command: string[],
): Promise<boolean> {
  const ended: Ended[] = [];
  await withClient(ECSClient, stack.region, async ecs => {
    for (const migration of migrationsOf(stack, name)) {
      const run = await startRun(ecs, stack, migration, command);
      const id = lastPart(run.taskArn);
      say(
        run.found
          ? `${migration.name}: waits for task ${id}, which is under way`
          : `${migration.name}: started task ${id}`,
      );
      const task = await awaitEnd(ecs, stack, migration, run.taskArn, { say, signal });
      const report = await explainTask(ecs, task, stack.region);
      ended.push({ name: migration.name, task: id, exitCode: exitCodeOf(task, migration), report });
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

function exitCodeOf({ containers = [] }: Task, { container }: Migration): number | undefined {
  return containers.find(({ name }) => name === container)?.exitCode;
}

function well({ exitCode }: Ended): boolean {
  return exitCode === 0;
}

function describe(ended: Ended): string {
  return `${ended.name}: ${well(ended) ? "done" : "FAILED"}\n${ended.report}`;
}
