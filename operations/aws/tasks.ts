import type { ECSClient, Task } from "@aws-sdk/client-ecs";

import { lastPart } from "../../components/rollout/arn";
import { tasksOf as listed } from "../../components/rollout/tasks-of";
import { Service, Stack } from "../stack";

/** A service's tasks that run or start, or those that stopped within the last hour; at most 100. */
export function tasksOf(
  ecs: ECSClient,
  { cluster }: Stack,
  { service: serviceName }: Service,
  desiredStatus: "RUNNING" | "STOPPED",
): Promise<Task[]> {
  return listed(ecs, { cluster, serviceName, desiredStatus });
}

/** Identifier of a task: the last part of its ARN. */
export function taskId({ taskArn }: Task): string {
  return lastPart(taskArn);
}
