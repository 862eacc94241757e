import type { Look } from "./look";

/** A line on where a rollout stands, the same as long as nothing changes. */
export function progressOf(name: string, { service, ours, shift, failed }: Look): string {
  if (ours === undefined) {
    return `${name}: ECS has not begun with the new version`;
  }
  const { runningCount = 0, desiredCount = 0, failedTasks = 0 } = ours;
  const before = (service?.deployments ?? [])
    .filter(deployment => deployment !== ours)
    .reduce((sum, deployment) => sum + (deployment.runningCount ?? 0), 0);
  const failures = Math.max(failedTasks, failed.length);
  return [
    `${name}: ${runningCount} of ${desiredCount} tasks of the new version run`,
    ...(before > 0 ? [`${before} of the version before`] : []),
    ...(failures > 0 ? [`${failures} failed`] : []),
    ...(shift?.deployment.lifecycleStage === undefined
      ? []
      : [`ECS is at ${shift.deployment.lifecycleStage}`]),
  ].join(", ");
}
