import type { ECSClient, Task } from "@aws-sdk/client-ecs";

import type { Migration } from "./migration";
import { privateNetwork } from "./private-network";
import { pause, Wait } from "./watching";

/**
 * Starts the task and returns its ARN, or takes over a run for the same image that is there: one under way,
 * or one of the same revision that ended well within the hour. Of two that start at once ECS starts one: both
 * send the same token. While AWS has no capacity it tries again.
 */
export async function startMigration(
  ecs: ECSClient,
  migration: Migration,
  wait: Wait,
): Promise<string> {
  const { containerName, taskDefinitionArn } = migration;
  const startedBy = await runName(migration);
  for (;;) {
    const stopped = await runs(ecs, migration, startedBy, "STOPPED");
    const [there] = [
      ...(await runs(ecs, migration, startedBy, "RUNNING")),
      ...stopped.filter(
        task => task.taskDefinitionArn === taskDefinitionArn && exitedWell(task, migration),
      ),
    ];
    if (there?.taskArn !== undefined) {
      wait.say(`${containerName}: takes over the run for this image that is there`);
      return there.taskArn;
    }
    const { taskArn, reason } = await runTask(ecs, migration, startedBy, stopped);
    if (taskArn !== undefined) {
      return taskArn;
    }
    if (!/capacity is unavailable/i.test(reason) || Date.now() > wait.deadline) {
      throw new Error(`the migration did not start: ${reason}`);
    }
    wait.say(`${containerName}: not started yet: ${reason}`);
    await pause(wait);
  }
}

/** Whether a run ended as it should. */
export function exitedWell({ containers }: Task, { containerName }: Migration): boolean {
  return containers?.find(({ name }) => name === containerName)?.exitCode === 0;
}

/** The name by which ECS knows the runs for one image; it takes up to 36 characters. */
async function runName({ containerName, imageDigest }: Migration): Promise<string> {
  return `migration-${(await sha256([containerName, imageDigest])).slice(0, 26)}`;
}

async function sha256(parts: readonly string[]): Promise<string> {
  const { createHash } = await import("crypto");
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

/** Runs of this name: those that are to run, or those that stopped within the hour. */
async function runs(
  ecs: ECSClient,
  { cluster, taskDefinitionArn }: Migration,
  startedBy: string,
  desiredStatus: "RUNNING" | "STOPPED",
): Promise<Task[]> {
  const { DescribeTasksCommand, ListTasksCommand } = await import("@aws-sdk/client-ecs");
  const family = taskDefinitionArn.split("/").pop()?.split(":")[0];
  const { taskArns = [] } = await ecs.send(
    new ListTasksCommand({ cluster, family, desiredStatus }),
  );
  if (taskArns.length === 0) {
    return [];
  }
  const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns }));
  return tasks.filter(task => task.startedBy === startedBy);
}

async function runTask(
  ecs: ECSClient,
  migration: Migration,
  startedBy: string,
  stopped: readonly Task[],
): Promise<{ taskArn?: string; reason: string }> {
  const { ConflictException, RunTaskCommand } = await import("@aws-sdk/client-ecs");
  // ECS keeps a token for as long as it lists the stopped task: after a run that failed it must be another.
  const clientToken = await sha256([startedBy, ...stopped.map(task => task.taskArn ?? "").sort()]);
  try {
    const { tasks, failures } = await ecs.send(
      new RunTaskCommand({
        cluster: migration.cluster,
        taskDefinition: migration.taskDefinitionArn,
        startedBy,
        clientToken,
        capacityProviderStrategy: [{ capacityProvider: "FARGATE", weight: 1 }],
        networkConfiguration: privateNetwork(migration),
      }),
    );
    const reason = failures?.[0]?.reason ?? "ECS gave no reason";
    return { taskArn: tasks?.[0]?.taskArn, reason };
  } catch (error) {
    // The token was sent with another revision: the other one's run is for the same image.
    const [taskArn] = error instanceof ConflictException ? (error.resourceIds ?? []) : [];
    if (taskArn === undefined) {
      throw error;
    }
    return { taskArn, reason: "" };
  }
}
