import type { Container, Task } from "@aws-sdk/client-ecs";

import { taskId } from "../aws/tasks";
import { OperationError, UsageError } from "../errors";
import { followUp } from "../follow-up";
import { Service, Stack } from "../stack";

/** The task that was asked for by (the beginning of) its identifier or its ARN, or else the newest that runs. */
export function chooseTask(
  tasks: readonly Task[],
  stack: Stack,
  { name }: Service,
  wanted: string | undefined,
): Task {
  const running = tasks
    .filter(task => task.lastStatus === "RUNNING")
    .sort((a, b) => Number(b.startedAt ?? 0) - Number(a.startedAt ?? 0));
  if (running.length === 0) {
    throw new OperationError(
      `no task of ${name} runs; ${followUp(stack, "diagnose", name)} says why`,
    );
  }
  if (wanted === undefined) {
    return running[0];
  }
  const found = running.filter(task => task.taskArn === wanted || taskId(task).startsWith(wanted));
  if (found.length !== 1) {
    const known = running.map(taskId).join(", ");
    throw new UsageError(
      `--task is "${wanted}", which ${found.length === 0 ? "does not run" : "is the beginning of several"}; use one of ${known}`,
    );
  }
  return found[0];
}

/** The container of the task, with ECS Exec running beside it. */
export function chooseContainer(
  task: Task,
  { name, container }: Service,
  wanted = container,
): Container {
  const found = task.containers?.find(one => one.name === wanted);
  if (found === undefined) {
    const known = (task.containers ?? []).map(one => one.name).join(", ");
    throw new UsageError(`--container is "${wanted}"; the task has ${known}`);
  }
  if (!task.enableExecuteCommand) {
    throw new OperationError(
      `task ${taskId(task)} was started without ECS Exec; without --task the newest is taken, or wait until ${name} has been deployed anew`,
    );
  }
  const agent = found.managedAgents?.find(one => one.name === "ExecuteCommandAgent");
  if (agent?.lastStatus !== "RUNNING") {
    throw new OperationError(
      `ECS Exec does not run in container ${wanted} of task ${taskId(task)} (${agent?.lastStatus ?? "no agent"}${agent?.reason === undefined ? "" : `: ${agent.reason}`}); a task that has just started takes some seconds, and a network without a way to the internet needs the endpoint ssmmessages`,
    );
  }
  return found;
}
