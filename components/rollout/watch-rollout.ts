import type { ECSClient, Service } from "@aws-sdk/client-ecs";

import { judgeRollout } from "./judge-rollout";
import { judgeShift } from "./judge-shift";
import { newestShift } from "./newest-shift";
import { explainTask } from "./task-failure";

/** Whose rollout is watched. */
export interface Rollout {
  /** Name of the cluster. */
  cluster: string;
  /** Name of the ECS service. */
  service: string;
  /** The revision that must end up running. */
  taskDefinitionArn: string;
  /** AWS region. */
  region: string;
  /** Whether ECS deploys with a second set of tasks. */
  shifting?: boolean;
  /** Seconds after which an unfinished rollout counts as failed. */
  timeoutSeconds: number;
}

/** Seconds between two looks. */
const POLL_SECONDS = 10;

/** Waits until ECS runs the revision asked for; throws with what went wrong when it does not. */
export async function watchRollout(rollout: Rollout): Promise<string> {
  const { ECSClient, DescribeServicesCommand } = await import("@aws-sdk/client-ecs");
  const ecs = new ECSClient({ region: rollout.region });
  const deadline = Date.now() + rollout.timeoutSeconds * 1000;
  try {
    for (;;) {
      const { services } = await ecs.send(
        new DescribeServicesCommand({ cluster: rollout.cluster, services: [rollout.service] }),
      );
      const verdict = rollout.shifting
        ? judgeShift(await newestShift(ecs, rollout), rollout.taskDefinitionArn)
        : judgeRollout(services?.[0], rollout.taskDefinitionArn);
      if (verdict.state === "done") {
        return verdict.deploymentId;
      }
      if (verdict.state === "failed" || Date.now() > deadline) {
        const reason =
          verdict.state === "failed"
            ? verdict.reason
            : `not finished after ${rollout.timeoutSeconds} s`;
        throw new Error(await explainRollout(ecs, rollout, services?.[0], reason));
      }
      await new Promise(resolve => setTimeout(resolve, POLL_SECONDS * 1000));
    }
  } finally {
    ecs.destroy();
  }
}

/** The reason with ECS's last event, the targets' health and the newest stopped task of the revision. */
async function explainRollout(
  ecs: ECSClient,
  rollout: Rollout,
  service: Service | undefined,
  reason: string,
): Promise<string> {
  const lines = [`${rollout.service}: the new version does not run: ${reason}`];
  const event = service?.events?.[0]?.message;
  if (event !== undefined) {
    lines.push(`ECS says: ${event}`);
  }
  for (const { targetGroupArn } of service?.loadBalancers ?? []) {
    lines.push(...(await unhealthyTargets(targetGroupArn, rollout.region)));
  }
  const { ListTasksCommand, DescribeTasksCommand } = await import("@aws-sdk/client-ecs");
  const { taskArns } = await ecs.send(
    new ListTasksCommand({
      cluster: rollout.cluster,
      serviceName: rollout.service,
      desiredStatus: "STOPPED",
    }),
  );
  if (taskArns !== undefined && taskArns.length > 0) {
    const { tasks } = await ecs.send(
      new DescribeTasksCommand({ cluster: rollout.cluster, tasks: taskArns }),
    );
    const newest = (tasks ?? [])
      .filter(task => task.taskDefinitionArn === rollout.taskDefinitionArn)
      .sort((a, b) => Number(b.stoppedAt ?? 0) - Number(a.stoppedAt ?? 0))[0];
    if (newest !== undefined) {
      lines.push(await explainTask(ecs, newest, rollout.region));
    }
  }
  return lines.join("\n");
}

async function unhealthyTargets(arn: string | undefined, region: string): Promise<string[]> {
  const { ElasticLoadBalancingV2Client, DescribeTargetHealthCommand } =
    await import("@aws-sdk/client-elastic-load-balancing-v2");
  const elb = new ElasticLoadBalancingV2Client({ region });
  try {
    const { TargetHealthDescriptions } = await elb.send(
      new DescribeTargetHealthCommand({ TargetGroupArn: arn }),
    );
    return (TargetHealthDescriptions ?? [])
      .filter(({ TargetHealth }) => TargetHealth?.State === "unhealthy")
      .map(({ Target, TargetHealth }) => `target ${Target?.Id}: ${TargetHealth?.Description}`);
  } finally {
    elb.destroy();
  }
}
