import type { ECSClient, Service as EcsService, Task } from "@aws-sdk/client-ecs";
import type {
  ElasticLoadBalancingV2Client,
  TargetHealthDescription,
} from "@aws-sdk/client-elastic-load-balancing-v2";

import { isFailed } from "../../components/rollout/failed-tasks";
import type { Shift } from "../../components/rollout/judge-shift";
import { newestShift } from "../../components/rollout/newest-shift";
import { describeService } from "../aws/services";
import { servingGroups } from "../aws/serving-groups";
import { targetHealth } from "../aws/target-health";
import { tasksOf } from "../aws/tasks";
import { Service, Stack } from "../stack";

/** What AWS knows of a service. */
export interface Facts {
  found: EcsService;
  /** The newest deployment, which may have been rolled back; nothing with CodeDeploy. */
  shift?: Shift;
  /** Tasks that failed within the last hour, the newest first. */
  failed: readonly Task[];
  /** Targets of the groups that get requests; nothing without routes. */
  targets?: readonly TargetHealthDescription[];
}

/** Asks AWS how a service, which must be there, stands. */
export async function collectFacts(
  { ecs, elb }: { ecs: ECSClient; elb: ElasticLoadBalancingV2Client },
  stack: Stack,
  service: Service,
): Promise<Facts> {
  const found = await describeService(ecs, stack, service);
  const { deployment, targetGroupArns } = service;
  const stopped = await tasksOf(ecs, stack, service, "STOPPED");
  return {
    found,
    shift:
      deployment === "codeDeploy"
        ? undefined
        : await newestShift(ecs, { cluster: stack.cluster, service: service.service }),
    failed: stopped
      .filter(isFailed)
      .sort((a, b) => Number(b.stoppedAt ?? 0) - Number(a.stoppedAt ?? 0)),
    targets:
      targetGroupArns.length === 0
        ? undefined
        : await targetHealth(elb, await servingGroups(elb, found, targetGroupArns)),
  };
}
