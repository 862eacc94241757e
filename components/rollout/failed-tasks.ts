import type { Task } from "@aws-sdk/client-ecs";

/**
 * Whether a stopped task failed: it did not start, a container ended, or ECS stopped it for its health.
 * One that autoscaling, an operator or Spot stopped did not.
 */
export function isFailed({ stopCode, stoppedReason = "" }: Task): boolean {
  return (
    stopCode === "TaskFailedToStart" ||
    stopCode === "EssentialContainerExited" ||
    (stopCode === "ServiceSchedulerInitiated" && /health check/i.test(stoppedReason))
  );
}

/**
 * How many tasks may fail before a rollout has failed: as many as for ECS's circuit breaker, half of those
 * wanted, at least 3 and at most 200.
 */
export function toleratedFailures(desired: number): number {
  return Math.min(200, Math.max(3, Math.ceil(desired / 2)));
}
