import { toleratedFailures } from "./failed-tasks";
import type { Look } from "./look";

/** ECS's words in an event when it cannot start tasks at all. */
const CANNOT_START = /unable to (place|assume|consistently start|stop or start)|failed to launch/;

/**
 * Why a rollout has failed although ECS has not yet said so: as many tasks failed as its circuit breaker
 * tolerates. A task that is slow to start has not failed.
 */
export function crashLoop({ service, ours, failed }: Look): string | undefined {
  const tolerated = toleratedFailures(ours?.desiredCount ?? service?.desiredCount ?? 0);
  const count = Math.max(failed.length, ours?.failedTasks ?? 0);
  return count < tolerated ? undefined : `${count} of its tasks failed`;
}

/**
 * ECS's event that it cannot start tasks of the new version, while none of them is there. It may pass: capacity
 * may come back, so that only one that lasts is a failure.
 */
export function placementProblem({ service, ours, shift }: Look): string | undefined {
  const since = ours?.createdAt ?? shift?.deployment.createdAt;
  if (since === undefined || ours?.runningCount || ours?.pendingCount) {
    return undefined;
  }
  const [newest] = (service?.events ?? []).filter(
    ({ createdAt, message = "" }) =>
      Number(createdAt) >= Number(since) && CANNOT_START.test(message),
  );
  return newest?.message;
}
