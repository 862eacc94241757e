import type { HealthCheck } from "../listening";
import type { RolloutPlan } from "../types";
import { containerHealth, type TargetGroup } from "./health";
import type { ContainerDefinition } from "./resources";

/** ELB's own default. */
const deregistrationSeconds = 300;

/** A service's container and where it listens. */
export interface Listening {
  container: ContainerDefinition;
  containerPort?: number;
  /** Its port here; absent as the container's is. */
  port?: number;
  /** Seconds after its start in which ECS ignores failed checks. */
  graceSeconds: number;
}

/**
 * How another version of a service comes out beside the one that runs, as ECS's rolling update does it.
 *
 * @param portVariable `PORT` as the container has it on AWS.
 * @param checks The checks that decide whether it gets requests.
 * @returns undefined where two cannot stand side by side: only one can have a port that `PORT` does not
 * choose, and without a check over HTTP nothing can say that the new one is well.
 */
export function planRollout(
  { container, containerPort, port, graceSeconds }: Listening,
  portVariable: string | undefined,
  checks: HealthCheck[],
  groups: TargetGroup[],
): RolloutPlan | undefined {
  if (port === undefined || portVariable !== String(containerPort)) {
    return undefined;
  }
  const toLocal = (asked: number) => (asked === containerPort ? port : asked);
  const own = container.healthCheck ? containerHealth(container, toLocal) : [];
  const ownGrace = Math.max(graceSeconds, container.healthCheck?.startPeriod ?? 0);
  const asked = [
    ...checks
      .filter(({ targetGroupArn }) => targetGroupArn !== undefined)
      .map(check => ({ ...check, graceSeconds })),
    ...own
      .filter(({ path }) => path !== undefined)
      .map(check => ({ ...check, graceSeconds: ownGrace })),
  ];
  const movable = asked.every(check => check.path !== undefined && check.port === port);
  return asked.length > 0 && movable
    ? { checks: asked, deregistrationSeconds: longestDelay(asked, groups) }
    : undefined;
}

function longestDelay(checks: HealthCheck[], groups: TargetGroup[]): number {
  const delays = groups
    .filter(({ props }) => checks.some(check => check.targetGroupArn === props.arn))
    .map(({ props }) => props.deregistrationDelay ?? deregistrationSeconds);
  return Math.max(0, ...delays);
}
