import type { ServiceDeploymentBrief } from "@aws-sdk/client-ecs";

import { RolloutState } from "./judge-rollout";

/** The newest deployment of a service, and the task definition that it brings out. */
export interface Shift {
  deployment: ServiceDeploymentBrief;
  taskDefinition?: string;
}

/**
 * Where a deployment with a second set of tasks stands. Until the newest is the one asked for, it is not
 * listed yet; one that was rolled back stays the newest, with its reason.
 */
export function judgeShift(shift: Shift | undefined, taskDefinitionArn: string): RolloutState {
  if (shift?.taskDefinition !== taskDefinitionArn) {
    return { state: "running" };
  }
  const { status = "", statusReason, serviceDeploymentArn = "" } = shift.deployment;
  if (status === "SUCCESSFUL") {
    return { state: "done", deploymentId: serviceDeploymentArn };
  }
  return ["ROLLBACK_FAILED", "ROLLBACK_SUCCESSFUL", "STOPPED"].includes(status)
    ? { state: "failed", reason: `${status}: ${statusReason ?? "ECS gave no reason"}` }
    : { state: "running" };
}
