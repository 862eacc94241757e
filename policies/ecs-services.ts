import type { PolicyResource } from "@pulumi/policy";

import { peek } from "./known";
import { refersTo } from "./references";

/** Type of ECS services. */
export const SERVICE_TYPE = "aws:ecs/service:Service";

/** What rules read of an ECS service. */
export interface Service {
  cluster?: string;
  name?: string;
  desiredCount?: number;
  schedulingStrategy?: string;
  deploymentController?: { type?: string };
  deploymentMinimumHealthyPercent?: number;
  deploymentMaximumPercent?: number;
}

/** The services of a stack. */
export function servicesOf(resources: readonly PolicyResource[]): PolicyResource[] {
  return resources.filter(({ type }) => type === SERVICE_TYPE);
}

/** Whether ECS itself replaces the service's tasks, which it does when no controller is named. */
export function isDeployedByEcs({ deploymentController }: Service): boolean {
  return (deploymentController?.type ?? "ECS") === "ECS";
}

/** Whether the service runs a task on each instance, so that nobody counts them. */
export function isDaemon({ schedulingStrategy }: Service): boolean {
  return schedulingStrategy === "DAEMON";
}

/**
 * Whether no two tasks of the service may ever run, as for a broker with one volume: it wants one, and a
 * deployment may not go over that.
 */
export function isSingleton({ desiredCount, deploymentMaximumPercent }: Service): boolean {
  return desiredCount === 1 && deploymentMaximumPercent !== undefined
    ? deploymentMaximumPercent <= 100
    : false;
}

/** Whether an autoscaling target or policy is about a service: `service/<cluster>/<name>`. */
export function scales(scaling: PolicyResource, service: PolicyResource): boolean {
  if (refersTo(scaling, "resourceId", service)) {
    return true;
  }
  const id = peek(() => scaling.props.resourceId as unknown);
  const name = peek(() => service.props.name as unknown);
  const cluster = peek(() => service.props.cluster as unknown);
  const [kind, scaledCluster, scaledName] = typeof id === "string" ? id.split("/") : [];
  return (
    kind === "service" &&
    typeof name === "string" &&
    scaledName === name &&
    // The cluster is given by its ARN or its name; left out it is the one called default.
    (typeof cluster !== "string" || cluster.split("/").pop() === scaledCluster)
  );
}
