import { lastPart } from "./arn";
import { deploymentsOf } from "./deployments";
import type { Look } from "./look";
import { describeEnd, waitingHooks } from "./waiting-hooks";

/**
 * A line on where a rollout stands, the same as long as nothing changes. `approve` is the command that lets it go
 * on at a pause.
 */
export function progressOf(
  name: string,
  { service, ours, shift, other, failed }: Look,
  approve: string,
): string {
  if (other !== undefined) {
    return `${name}: ECS is at something else, ${lastPart(other.taskDefinition)}`;
  }
  if (ours === undefined) {
    return `${name}: ECS has not begun with the new version`;
  }
  const { runningCount = 0, desiredCount = 0, failedTasks = 0 } = ours;
  const before = deploymentsOf(service)
    .filter(({ id }) => id !== ours.id)
    .reduce((sum, deployment) => sum + (deployment.runningCount ?? 0), 0);
  const failures = Math.max(failedTasks, failed.length);
  const { lifecycleStage: stage } = shift?.deployment ?? {};
  return [
    `${name}: ${runningCount} of ${desiredCount} tasks of the new version run`,
    ...(before > 0 ? [`${before} of the version before`] : []),
    ...(failures > 0 ? [`${failures} failed`] : []),
    ...(stage === undefined ? [] : [`ECS is at ${stage}`]),
    ...waitingHooks(shift?.deployment ?? {}).map(
      hook => `and waits for ${approve}${describeEnd(hook)}`,
    ),
  ].join(", ");
}
