import type { ECSClient, Task } from "@aws-sdk/client-ecs";

import { explainTask } from "./task-failure";

/** A one-off task to run. */
export interface Migration {
  /** Name of the cluster. */
  cluster: string;
  /** The revision to run. */
  taskDefinitionArn: string;
  /** Private subnets to run in. */
  subnetIds: string[];
  /** Security groups of the task. */
  securityGroupIds: string[];
  /** Container whose exit code decides. */
  containerName: string;
  /** The image that is migrated for; a new one is a new run. */
  imageDigest: string;
  /** AWS region. */
  region: string;
  /** Seconds after which the run counts as failed and is stopped. */
  timeoutSeconds: number;
}

/** Seconds between two looks. */
const POLL_SECONDS = 5;

/** Runs the task to its end and returns its ARN; throws with the reason when it does not exit 0. */
export async function runMigration(migration: Migration): Promise<string> {
  const { ECSClient } = await import("@aws-sdk/client-ecs");
  const ecs = new ECSClient({ region: migration.region });
  try {
    const taskArn = await startTask(ecs, migration);
    const task = await awaitStopped(ecs, migration, taskArn);
    const container = task.containers?.find(c => c.name === migration.containerName);
    if (container?.exitCode !== 0) {
      throw new Error(`the migration failed: ${await explainTask(ecs, task, migration.region)}`);
    }
    return taskArn;
  } finally {
    ecs.destroy();
  }
}

async function startTask(ecs: ECSClient, migration: Migration): Promise<string> {
  const { RunTaskCommand } = await import("@aws-sdk/client-ecs");
  const { tasks, failures } = await ecs.send(
    new RunTaskCommand({
      cluster: migration.cluster,
      taskDefinition: migration.taskDefinitionArn,
      capacityProviderStrategy: [{ capacityProvider: "FARGATE", weight: 1 }],
      networkConfiguration: {
        awsvpcConfiguration: {
          subnets: migration.subnetIds,
          securityGroups: migration.securityGroupIds,
          assignPublicIp: "DISABLED",
        },
      },
    }),
  );
  const taskArn = tasks?.[0]?.taskArn;
  if (taskArn === undefined) {
    throw new Error(
      `the migration did not start: ${failures?.[0]?.reason ?? "ECS gave no reason"}`,
    );
  }
  return taskArn;
}

async function awaitStopped(ecs: ECSClient, migration: Migration, taskArn: string): Promise<Task> {
  const { DescribeTasksCommand, StopTaskCommand } = await import("@aws-sdk/client-ecs");
  const { cluster, timeoutSeconds } = migration;
  const deadline = Date.now() + timeoutSeconds * 1000;
  for (;;) {
    const { tasks } = await ecs.send(new DescribeTasksCommand({ cluster, tasks: [taskArn] }));
    const task = tasks?.[0];
    if (task?.lastStatus === "STOPPED") {
      return task;
    }
    if (Date.now() > deadline) {
      await ecs.send(
        new StopTaskCommand({ cluster, task: taskArn, reason: "The migration took too long" }),
      );
      throw new Error(`the migration was stopped: not finished after ${timeoutSeconds} s`);
    }
    await new Promise(resolve => setTimeout(resolve, POLL_SECONDS * 1000));
  }
}
