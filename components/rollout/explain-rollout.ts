import type { ECSClient, Service } from "@aws-sdk/client-ecs";

import { Look, tasksOfRevision } from "./look";
import type { Rollout } from "./rollout";
import { explainTask } from "./task-failure";

/** Why a watch ended. */
interface Failure {
  reason: string;
  /** Whether ECS has given up too; it goes on where the watch alone did. */
  decided: boolean;
  /** What to do. */
  next: string;
}

/** Events of the service that are told. */
const LAST_EVENTS = 3;

/** What becomes of the service. */
const KEEPS = "ECS keeps the version before, where there is one.";
const GOES_ON =
  "ECS has not decided: it goes on by itself, and the new version may yet come up or be rolled back.";

/**
 * What went wrong, in one block: the reason, ECS's last events, the targets' health, and of the newest task
 * that failed, or else of one that runs, how it ended and its last log lines.
 */
export async function explainRollout(
  ecs: ECSClient,
  rollout: Rollout,
  { service, wanted, since, failed }: Look,
  { reason, decided, next }: Failure,
): Promise<string> {
  const events = (service?.events ?? []).filter(
    ({ createdAt }) => since === undefined || Number(createdAt) >= Number(since),
  );
  return [
    `${rollout.service}: the new version does not run: ${reason}`,
    ...events.slice(0, LAST_EVENTS).map(({ message }) => `ECS says: ${message}`),
    ...(await ifKnown("the targets' health", () => unhealthyTargets(service, rollout.region))),
    ...(await ifKnown("its tasks", async () => {
      const task = failed[0] ?? (await tasksOfRevision(ecs, rollout, wanted, "RUNNING"))[0];
      return task === undefined ? [] : [await explainTask(ecs, task, rollout.region)];
    })),
    `${decided ? KEEPS : GOES_ON} Next: ${next}`,
  ].join("\n");
}

/** The lines, or one that says why there are none: what could be told before must not be lost. */
async function ifKnown(what: string, lines: () => Promise<string[]>): Promise<string[]> {
  try {
    return await lines();
  } catch (error) {
    return [`(cannot tell ${what}: ${(error as Error).message})`];
  }
}

/** A line for each target that the load balancer finds unhealthy, in each of the service's groups. */
async function unhealthyTargets(service: Service | undefined, region: string): Promise<string[]> {
  const { ElasticLoadBalancingV2Client, DescribeTargetHealthCommand } =
    await import("@aws-sdk/client-elastic-load-balancing-v2");
  const elb = new ElasticLoadBalancingV2Client({ region });
  const groups = (service?.loadBalancers ?? []).flatMap(balancer => [
    balancer.targetGroupArn,
    balancer.advancedConfiguration?.alternateTargetGroupArn,
  ]);
  const lines: string[] = [];
  try {
    for (const TargetGroupArn of groups.filter(arn => arn !== undefined)) {
      const { TargetHealthDescriptions = [] } = await elb.send(
        new DescribeTargetHealthCommand({ TargetGroupArn }),
      );
      for (const { Target, TargetHealth } of TargetHealthDescriptions) {
        if (TargetHealth?.State === "unhealthy") {
          lines.push(`target ${Target?.Id}:${Target?.Port}: ${TargetHealth.Description}`);
        }
      }
    }
    return lines;
  } finally {
    elb.destroy();
  }
}
