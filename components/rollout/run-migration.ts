import type { ECSClient, Task } from "@aws-sdk/client-ecs";

import { lastPart } from "./arn";
import type { Migration } from "./migration";
import { exitedWell, startMigration } from "./start-migration";
import { explainTask } from "./task-failure";
import { pause, Wait, waitFor, Watching } from "./watching";

/**
 * Runs the task to its end and returns its ARN; throws with the reason when it does not exit 0. A run for
 * the same image that another `up` started, or one that was killed left behind, is taken over instead.
 */
export async function runMigration(migration: Migration, watching: Watching = {}): Promise<string> {
  const { ECSClient } = await import("@aws-sdk/client-ecs");
  const ecs = new ECSClient({ region: migration.region, maxAttempts: 10 });
  const { timeoutSeconds } = migration;
  try {
    const taskArn = await startMigration(ecs, migration, waitFor(timeoutSeconds, watching));
    // A run that had to wait for its start has all of its time still.
    const task = await awaitStopped(ecs, migration, taskArn, waitFor(timeoutSeconds, watching));
    if (!exitedWell(task, migration)) {
      throw new Error(`the migration failed: ${await explainTask(ecs, task, migration.region)}`);
    }
    return taskArn;
  } finally {
    ecs.destroy();
  }
}

async function awaitStopped(
  ecs: ECSClient,
  { cluster, containerName, timeoutSeconds }: Migration,
  taskArn: string,
  wait: Wait,
): Promise<Task> {
  const { DescribeTasksCommand } = await import("@aws-sdk/client-ecs");
  let status: string | undefined;
  for (;;) {
    const { tasks } = await ecs.send(new DescribeTasksCommand({ cluster, tasks: [taskArn] }));
    const task = tasks?.[0];
    if (task?.lastStatus === "STOPPED") {
      return task;
    }
    if (Date.now() > wait.deadline) {
      const stopped = await stop(ecs, cluster, taskArn);
      throw new Error(
        `the migration took too long: not finished after ${timeoutSeconds} s; ${stopped}`,
      );
    }
    if (task !== undefined && task.lastStatus !== status) {
      status = task.lastStatus;
      wait.say(`${containerName}: task ${lastPart(taskArn)} is ${status}`);
    }
    await pause(wait);
  }
}

/** Stops the task, and says whether that went well. */
async function stop(ecs: ECSClient, cluster: string, task: string): Promise<string> {
  const { StopTaskCommand } = await import("@aws-sdk/client-ecs");
  try {
    await ecs.send(new StopTaskCommand({ cluster, task, reason: "The migration took too long" }));
    return "its task is stopped";
  } catch (error) {
    return `its task ${task} could not be stopped: ${(error as Error).message}`;
  }
}
