import type { ECSClient, Task } from "@aws-sdk/client-ecs";

import type { Rollout } from "./rollout";

/** The service's tasks of a revision: those that run, or those that stopped within the hour. */
export async function tasksOf(
  ecs: ECSClient,
  { cluster, service }: Rollout,
  taskDefinitionArn: string | undefined,
  desiredStatus: "RUNNING" | "STOPPED",
): Promise<Task[]> {
  const { DescribeTasksCommand, ListTasksCommand } = await import("@aws-sdk/client-ecs");
  const { taskArns = [] } = await ecs.send(
    new ListTasksCommand({ cluster, serviceName: service, desiredStatus }),
  );
  if (taskArns.length === 0) {
    return [];
  }
  const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns }));
  return tasks.filter(task => task.taskDefinitionArn === taskDefinitionArn);
}
