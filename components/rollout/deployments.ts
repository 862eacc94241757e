import type { Deployment, Service, TaskSet } from "@aws-sdk/client-ecs";

/** Milliseconds by which ECS's two lists of deployments may differ in when one began. */
const SAME_MS = 10_000;

/** What brings a service's tasks out: ECS's deployments, or CodeDeploy's task sets told as such. */
export function deploymentsOf(service: Service | undefined): Deployment[] {
  const { deployments = [], taskSets = [] } = service ?? {};
  return taskSets.length > 0 ? taskSets.map(asDeployment) : deployments;
}

/** The one that gets the requests, or is to get them. */
export function primaryOf(service: Service | undefined): Deployment | undefined {
  return deploymentsOf(service).find(({ status }) => status === "PRIMARY");
}

/** Whether a deployment began after a moment, in milliseconds since 1970; without one, any did. */
export function isNew({ createdAt }: { createdAt?: Date }, after: number | undefined): boolean {
  return after === undefined || createdAt === undefined || Number(createdAt) > after + SAME_MS;
}

/** When the newest began, in milliseconds since 1970; 0 where there is none. */
export function newestStart(deployments: readonly ({ createdAt?: Date } | undefined)[]): number {
  return Math.max(0, ...deployments.map(one => Number(one?.createdAt ?? 0)));
}

function asDeployment(set: TaskSet): Deployment {
  const { id, status, taskDefinition, createdAt, pendingCount, runningCount } = set;
  return {
    id,
    status,
    taskDefinition,
    createdAt,
    pendingCount,
    runningCount,
    desiredCount: set.computedDesiredCount,
    rolloutState: set.stabilityStatus === "STEADY_STATE" ? "COMPLETED" : "IN_PROGRESS",
  };
}
