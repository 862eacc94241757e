import type { Deployment, ECSClient, Service, Task } from "@aws-sdk/client-ecs";

import { deploymentsOf, isNew, newestStart, primaryOf } from "./deployments";
import { isFailed } from "./failed-tasks";
import { newestShift } from "./newest-shift";
import type { Shift } from "./judge-shift";
import type { Rollout } from "./rollout";
import { tasksOf } from "./tasks-of";

/** What one look at a rollout saw. */
export interface Look {
  /** The service, where it is there. */
  service?: Service;
  /** The revision that must end up running, where one is known. */
  wanted?: string;
  /** ECS's deployment of that revision, while it lists one; not one that was there before. */
  ours?: Deployment;
  /** Where what ECS tells of its deployments decides: the newest of this revision, not one from before. */
  shift?: Shift;
  /** The newest of all where that is another, which was not there before either. */
  other?: Shift;
  /** When the deployment of that revision began. */
  since?: Date;
  /** Tasks of this deployment that failed, the newest first. ECS keeps them for an hour. */
  failed: Task[];
  /** When the newest deployment of all began, in milliseconds since 1970. */
  newestAt: number;
}

/**
 * Asks ECS where a rollout stands. With `anew`, a deployment that was there before does not count; without,
 * ECS had nothing to do, and it does.
 */
export async function lookAt(
  ecs: ECSClient,
  rollout: Rollout,
  { anew }: { anew: boolean },
): Promise<Look> {
  const { shifting, after } = rollout;
  const service = await describeService(ecs, rollout);
  const deployments = deploymentsOf(service);
  const wanted = rollout.taskDefinitionArn ?? primaryOf(service)?.taskDefinition;
  const candidates = deployments
    .filter(one => one.taskDefinition === wanted && (!anew || isNew(one, after)))
    .sort((a, b) => Number(b.createdAt ?? 0) - Number(a.createdAt ?? 0));
  const ours = candidates.find(({ status }) => status === "PRIMARY") ?? candidates.at(0);
  const newest = shifting ? await newestShift(ecs, rollout) : undefined;
  const came = newest !== undefined && isNew(newest.deployment, after);
  const isOurs = newest?.taskDefinition === wanted;
  const shift = isOurs && (came || !anew) ? newest : undefined;
  const since = ours?.createdAt ?? shift?.deployment.createdAt;
  return {
    service,
    wanted,
    ours,
    shift,
    other: came && !isOurs ? newest : undefined,
    since,
    failed: await failedTasks(ecs, rollout, wanted, since),
    newestAt: newestStart([...deployments, newest?.deployment]),
  };
}

/** The service, where it is there. */
export async function describeService(
  ecs: ECSClient,
  { cluster, service }: Rollout,
): Promise<Service | undefined> {
  const { DescribeServicesCommand } = await import("@aws-sdk/client-ecs");
  const { services } = await ecs.send(
    new DescribeServicesCommand({ cluster, services: [service] }),
  );
  return services?.[0];
}

/** The service's tasks of a revision: those that run, or those that stopped within the hour. */
export async function tasksOfRevision(
  ecs: ECSClient,
  { cluster, service: serviceName }: Rollout,
  revision: string | undefined,
  desiredStatus: "RUNNING" | "STOPPED",
): Promise<Task[]> {
  const tasks = await tasksOf(ecs, { cluster, serviceName, desiredStatus });
  return tasks.filter(({ taskDefinitionArn }) => taskDefinitionArn === revision);
}

/** Before the deployment has begun, what failed is of one before it. */
async function failedTasks(
  ecs: ECSClient,
  rollout: Rollout,
  wanted: string | undefined,
  since: Date | undefined,
): Promise<Task[]> {
  if (since === undefined) {
    return [];
  }
  const stopped = await tasksOfRevision(ecs, rollout, wanted, "STOPPED");
  return stopped
    .filter(task => isFailed(task) && Number(task.createdAt) >= Number(since))
    .sort((a, b) => Number(b.stoppedAt ?? 0) - Number(a.stoppedAt ?? 0));
}
