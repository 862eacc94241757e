import {
  DescribeTasksCommand,
  ECSClient,
  RunTaskCommand,
  StopTaskCommand,
  Task,
} from "@aws-sdk/client-ecs";
import { setTimeout as pause } from "timers/promises";

import { lastPart } from "../../components/rollout/arn";
import { privateNetwork } from "../../components/rollout/private-network";
import { hasOwnCommand, runs } from "../../components/rollout/start-migration";
import { OperationError } from "../errors";
import type { Migration, Stack } from "../stack";

/** A run of a one-off task to wait for. */
export interface Run {
  taskArn: string;

  /**
   * Whether it was under way already.
   *
   * @default - said when it was found or started
   */
  found?: boolean;
}

/** How a run is waited for. */
export interface Waiting {
  /** Hears a line whenever the task's status changes. */
  say: (line: string) => void;
  signal: AbortSignal;

  /**
   * Seconds between two looks.
   *
   * @default 5
   */
  pollSeconds?: number;
}

/**
 * Starts the task, with another command where one is given. Never beside another run of it: one of the same
 * revision is taken for this one, unless a command was given; any other is an error.
 */
export async function startRun(
  ecs: ECSClient,
  stack: Stack,
  migration: Migration,
  command: readonly string[],
): Promise<Run> {
  const there = await runUnderWay(ecs, stack, migration);
  if (there?.taskArn !== undefined) {
    if (
      command.length > 0 ||
      hasOwnCommand(there) ||
      there.taskDefinitionArn !== migration.taskDefinitionArn
    ) {
      throw new OperationError(
        `another run of ${migration.name} is under way: task ${lastPart(there.taskArn)} of ${lastPart(there.taskDefinitionArn)}; repeat when it has ended`,
      );
    }
    return { taskArn: there.taskArn, found: true };
  }
  const { tasks, failures } = await ecs.send(
    new RunTaskCommand({
      cluster: stack.cluster,
      taskDefinition: migration.taskDefinitionArn,
      startedBy: "npm-run-migrate",
      capacityProviderStrategy: [{ capacityProvider: "FARGATE", weight: 1 }],
      networkConfiguration: privateNetwork(migration),
      ...(command.length > 0 && {
        overrides: {
          containerOverrides: [{ name: migration.container, command: [...command] }],
        },
      }),
    }),
  );
  const taskArn = tasks?.[0]?.taskArn;
  if (taskArn === undefined) {
    throw new OperationError(
      `${migration.name} did not start: ${failures?.[0]?.reason ?? "ECS gave no reason"}`,
    );
  }
  return { taskArn, found: false };
}

/** Waits for the task's end; one that takes longer than it may is stopped. */
export async function awaitEnd(
  ecs: ECSClient,
  { cluster }: Stack,
  { name, timeoutSeconds }: Migration,
  taskArn: string,
  { say, signal, pollSeconds = 5 }: Waiting,
): Promise<Task> {
  const deadline = Date.now() + timeoutSeconds * 1000;
  let status: string | undefined;
  for (;;) {
    const { tasks } = await ecs.send(new DescribeTasksCommand({ cluster, tasks: [taskArn] }));
    const task = tasks?.[0];
    if (task?.lastStatus === "STOPPED") {
      return task;
    }
    if (Date.now() >= deadline) {
      await ecs.send(
        new StopTaskCommand({ cluster, task: taskArn, reason: `${name} took too long` }),
      );
      throw new OperationError(
        `${name} took too long: task ${lastPart(taskArn)} was stopped, which had not ended after ${timeoutSeconds} s`,
      );
    }
    if (task !== undefined && task.lastStatus !== status) {
      status = task.lastStatus;
      say(`${name}: task ${lastPart(taskArn)} is ${status}`);
    }
    await pause(pollSeconds * 1000, undefined, { signal });
  }
}

/** A task of the migration's family that runs or is about to, whoever started it. */
async function runUnderWay(
  ecs: ECSClient,
  { cluster }: Stack,
  { taskDefinitionArn }: Migration,
): Promise<Task | undefined> {
  const tasks = await runs(ecs, { cluster, taskDefinitionArn }, "RUNNING");
  return tasks.find(({ lastStatus }) => lastStatus !== "STOPPED");
}
