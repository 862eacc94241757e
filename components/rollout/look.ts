import type { Deployment, ECSClient, Service, Task } from "@aws-sdk/client-ecs";

import { isFailed } from "./failed-tasks";
import { newestShift } from "./newest-shift";
import type { Shift } from "./judge-shift";
import type { Rollout } from "./rollout";

/** What one look at a rollout saw. */
export interface Look {
  /** The service, where it is there. */
  service?: Service;
  /** ECS's deployment of the revision asked for, while it lists one. */
  ours?: Deployment;
  /** The newest deployment with a second set of tasks, where ECS moves requests. */
  shift?: Shift;
  /** Tasks of this deployment that failed, the newest first. ECS keeps them for an hour. */
  failed: Task[];
}

/** Asks ECS where a rollout stands. */
export async function lookAt(ecs: ECSClient, rollout: Rollout): Promise<Look> {
  const { DescribeServicesCommand } = await import("@aws-sdk/client-ecs");
  const { cluster, service: name, taskDefinitionArn } = rollout;
  const { services } = await ecs.send(new DescribeServicesCommand({ cluster, services: [name] }));
  const service = services?.[0];
  const ours = service?.deployments?.find(d => d.taskDefinition === taskDefinitionArn);
  const newest = rollout.shifting ? await newestShift(ecs, rollout) : undefined;
  const shift = newest?.taskDefinition === taskDefinitionArn ? newest : undefined;
  const since = ours?.createdAt ?? shift?.deployment.createdAt;
  const stopped = await tasksOf(ecs, rollout, "STOPPED");
  const failed = stopped
    .filter(
      task => isFailed(task) && (since === undefined || Number(task.createdAt) >= Number(since)),
    )
    .sort((a, b) => Number(b.stoppedAt ?? 0) - Number(a.stoppedAt ?? 0));
  return { service, ours, shift, failed };
}

/** The service's tasks of the revision asked for: those that run, or those that stopped within the hour. */
export async function tasksOf(
  ecs: ECSClient,
  { cluster, service, taskDefinitionArn }: Rollout,
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
