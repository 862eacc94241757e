import type { ECSClient, Task } from "@aws-sdk/client-ecs";

import { lastPart } from "./arn";
import type { Migration } from "./migration";
import { privateNetwork } from "./private-network";
import { tasksOf } from "./tasks-of";
import { pause, Wait } from "./watching";

/**
 * Starts the task and returns its ARN, or takes over a run of the same work that is there: one under way,
 * or one that ended well within the hour. Of two that start at once ECS starts one: both
 * send the same token. While another run of the family is under way, or AWS has no capacity, it waits.
 */
export async function startMigration(
  ecs: ECSClient,
  migration: Migration,
  wait: Wait,
): Promise<string> {
  const { containerName, taskDefinitionArn } = migration;
  const startedBy = await runName(migration);
  const isSameWork = (task: Task) =>
    task.startedBy === startedBy ||
    (task.taskDefinitionArn === taskDefinitionArn && !hasOwnCommand(task));
  let said: string | undefined;
  for (;;) {
    const running = await runs(ecs, migration, "RUNNING");
    const stopped = (await runs(ecs, migration, "STOPPED")).filter(isSameWork);
    const [there] = [
      ...running.filter(isSameWork),
      ...stopped.filter(task => exitedWell(task, migration)),
    ];
    if (there?.taskArn !== undefined) {
      wait.say(`${containerName}: takes over the run for this image that is there`);
      return there.taskArn;
    }
    const [other] = running;
    const { taskArn, reason } =
      other === undefined
        ? await runTask(ecs, migration, startedBy, stopped)
        : {
            reason: `task ${lastPart(other.taskArn)} of ${lastPart(other.taskDefinitionArn)} runs`,
          };
    if (taskArn !== undefined) {
      return taskArn;
    }
    const mayPass = other !== undefined || /capacity is unavailable/i.test(reason);
    if (!mayPass || Date.now() > wait.deadline) {
      throw new Error(`the migration did not start: ${reason}`);
    }
    if (reason !== said) {
      said = reason;
      wait.say(`${containerName}: not started yet: ${reason}`);
    }
    await pause(wait);
  }
}

/** Whether a run was given a command in place of the task's own. */
export function hasOwnCommand({ overrides }: Task): boolean {
  return overrides?.containerOverrides?.some(one => one.command !== undefined) ?? false;
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

/** Runs of the family: those that are to run, or those that stopped within the hour. */
export function runs(
  ecs: ECSClient,
  { cluster, taskDefinitionArn }: Pick<Migration, "cluster" | "taskDefinitionArn">,
  desiredStatus: "RUNNING" | "STOPPED",
): Promise<Task[]> {
  const [family] = lastPart(taskDefinitionArn).split(":");
  return tasksOf(ecs, { cluster, family, desiredStatus });
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
