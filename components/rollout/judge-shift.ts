import type { ServiceDeployment } from "@aws-sdk/client-ecs";

import type { RolloutState } from "./rollout";

/** A deployment as ECS tells of it, and the task definition that it brings out. */
export interface Shift {
  deployment: ServiceDeployment;
  taskDefinition?: string;
}

/** What ECS calls a deployment that it is done with. */
const OVER = ["SUCCESSFUL", "STOPPED", "ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED"];

/**
 * Where the deployment asked for stands. One that was rolled back stays in ECS's list, with its reason; a
 * way back that has begun is a failure already.
 */
export function judgeShift({ deployment }: Shift): RolloutState {
  const { status = "PENDING", statusReason, serviceDeploymentArn = "" } = deployment;
  if (status === "SUCCESSFUL") {
    return { state: "done", deploymentId: serviceDeploymentArn };
  }
  return isOver(deployment) || status.startsWith("ROLLBACK_")
    ? { state: "failed", reason: `${status}: ${statusReason ?? "ECS gave no reason"}` }
    : { state: "running" };
}

/** Whether ECS is done with a deployment, and with the way back from it. */
export function isOver({ status = "PENDING" }: ServiceDeployment): boolean {
  return OVER.includes(status);
}
