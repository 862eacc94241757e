import { DescribeTasksCommand, ECSClient, ListTasksCommand, Task } from "@aws-sdk/client-ecs";

import { Service, Stack } from "../stack";
import { lastPart } from "../../components/rollout/arn";

/** A service's tasks that run or start, or those that stopped within the last hour; at most 100. */
export async function tasksOf(
  ecs: ECSClient,
  { cluster }: Stack,
  { service }: Service,
  desiredStatus: "RUNNING" | "STOPPED",
): Promise<Task[]> {
  const { taskArns = [] } = await ecs.send(
    new ListTasksCommand({ cluster, serviceName: service, desiredStatus }),
  );
  if (taskArns.length === 0) {
    return [];
  }
  const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns }));
  return tasks;
}

/** Identifier of a task: the last part of its ARN. */
export function taskId({ taskArn }: Task): string {
  return lastPart(taskArn);
}
