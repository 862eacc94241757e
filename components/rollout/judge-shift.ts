import type { ServiceDeployment } from "@aws-sdk/client-ecs";

import { RolloutState } from "./judge-rollout";

/** The newest deployment of a service, and the task definition that it brings out. */
export interface Shift {
  deployment: ServiceDeployment;
  taskDefinition?: string;
}

/**
 * Where a deployment with a second set of tasks stands. Until the newest is the one asked for, it is not
 * listed yet; one that was rolled back stays the newest, with its reason. A way back that has begun is a
 * failure already.
 */
export function judgeShift(shift: Shift | undefined, taskDefinitionArn: string): RolloutState {
  if (shift?.taskDefinition !== taskDefinitionArn) {
    return { state: "running" };
  }
  const { status = "", statusReason, serviceDeploymentArn = "" } = shift.deployment;
  if (status === "SUCCESSFUL") {
    return { state: "done", deploymentId: serviceDeploymentArn };
  }
  return status.startsWith("ROLLBACK_") || status === "STOPPED"
    ? { state: "failed", reason: `${status}: ${statusReason ?? "ECS gave no reason"}` }
    : { state: "running" };
}
