import type { ECSClient, Task } from "@aws-sdk/client-ecs";

/** Whose tasks are asked for. */
export interface TaskFilter {
  /** Name of the cluster. */
  cluster: string;
  /** Those of this ECS service. */
  serviceName?: string;
  /** Those of this family of task definitions. */
  family?: string;
  /** Those that run or are to run, or those that stopped within the hour. */
  desiredStatus: "RUNNING" | "STOPPED";
}

/** The tasks that ECS lists; at most 100. */
export async function tasksOf(ecs: ECSClient, filter: TaskFilter): Promise<Task[]> {
  const { DescribeTasksCommand, ListTasksCommand } = await import("@aws-sdk/client-ecs");
  const { taskArns = [] } = await ecs.send(new ListTasksCommand(filter));
  if (taskArns.length === 0) {
    return [];
  }
  const { cluster } = filter;
  const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns }));
  return tasks;
}
