import type { ECSClient } from "@aws-sdk/client-ecs";

import { toleratedFailures } from "./failed-tasks";
import { Look, tasksOfRevision } from "./look";
import type { Rollout } from "./rollout";

/** ECS's words in an event when it cannot start tasks at all. */
const CANNOT_START = /unable to (place|assume|consistently start|stop or start)|failed to launch/;

/** Stages of a deployment up to which ECS waits for its tasks to become healthy. */
const STARTING = ["RECONCILE_SERVICE", "PRE_SCALE_UP", "SCALE_UP"];

/**
 * Why a rollout has failed although ECS has not yet said so: as many tasks failed as its circuit breaker
 * tolerates. A task that is slow to start has not failed, and where all run that are wanted, none is missed.
 */
export function crashLoop(look: Look): string | undefined {
  const { service, ours, shift, failed } = look;
  const { failureCount = 0, threshold } = shift?.deployment.deploymentCircuitBreaker ?? {};
  const tolerated =
    threshold || toleratedFailures(ours?.desiredCount ?? service?.desiredCount ?? 0);
  const count = Math.max(failed.length, ours?.failedTasks ?? 0, failureCount);
  return count < tolerated || allRun(look) ? undefined : `${count} of its tasks failed`;
}

/**
 * Whether the tasks that failed so far no longer count. ECS's circuit breaker begins to count anew when
 * tasks become healthy; that they run is not enough, for one that crashes runs before it does.
 */
export async function hasRecovered(ecs: ECSClient, rollout: Rollout, look: Look): Promise<boolean> {
  if (look.failed.length === 0 || !allRun(look)) {
    return false;
  }
  const stage = look.shift?.deployment.lifecycleStage;
  if (stage !== undefined && !STARTING.includes(stage)) {
    return true;
  }
  const running = await tasksOfRevision(ecs, rollout, look.wanted, "RUNNING");
  return running.length > 0 && running.every(({ healthStatus }) => healthStatus === "HEALTHY");
}

/**
 * ECS's event that it cannot start tasks of the new version, while none of them is there. It may pass: capacity
 * may come back, so that only one that lasts is a failure.
 */
export function placementProblem({ service, ours, since }: Look): string | undefined {
  if (since === undefined || ours?.runningCount || ours?.pendingCount) {
    return undefined;
  }
  const [newest] = (service?.events ?? []).filter(
    ({ createdAt, message = "" }) =>
      Number(createdAt) >= Number(since) && CANNOT_START.test(message),
  );
  return newest?.message;
}

/** Whether as many tasks of ours run as are wanted. */
function allRun({ ours }: Look): boolean {
  const { desiredCount = 0, runningCount = 0 } = ours ?? {};
  return desiredCount > 0 && runningCount >= desiredCount;
}
