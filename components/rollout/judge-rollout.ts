import type { Service } from "@aws-sdk/client-ecs";

/** Where a rollout stands. */
export type RolloutState =
  | { state: "running" }
  | { state: "done"; deploymentId: string }
  | { state: "failed"; reason: string };

/**
 * Compares what ECS runs with what was asked for. ECS may report an update as done although its
 * circuit breaker went back to the version before: then the primary deployment is not ours.
 */
export function judgeRollout(
  service: Service | undefined,
  taskDefinitionArn: string,
): RolloutState {
  const primary = service?.deployments?.find(deployment => deployment.status === "PRIMARY");
  if (service === undefined || service.status === "INACTIVE" || primary === undefined) {
    return { state: "failed", reason: "the service is not there" };
  }
  const ours = service.deployments?.find(d => d.taskDefinition === taskDefinitionArn);
  if (primary.taskDefinition !== taskDefinitionArn) {
    const why = ours?.rolloutStateReason ?? "its tasks did not become healthy";
    return { state: "failed", reason: `ECS rolled back to ${primary.taskDefinition}: ${why}` };
  }
  if (primary.rolloutState === "FAILED") {
    return { state: "failed", reason: primary.rolloutStateReason ?? "ECS gave no reason" };
  }
  return primary.rolloutState === "COMPLETED"
    ? { state: "done", deploymentId: primary.id ?? "" }
    : { state: "running" };
}
