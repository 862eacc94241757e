import type { Service as EcsService } from "@aws-sdk/client-ecs";
import {
  DescribeRulesCommand,
  ElasticLoadBalancingV2Client,
} from "@aws-sdk/client-elastic-load-balancing-v2";

/**
 * The target groups of a service that get requests: of two, those to which the load balancer's rule
 * forwards now, or that of CodeDeploy's primary task set.
 */
export async function servingGroups(
  elb: ElasticLoadBalancingV2Client,
  { loadBalancers = [], taskSets = [] }: EcsService,
  targetGroupArns: readonly string[],
): Promise<readonly string[]> {
  if (targetGroupArns.length < 2) {
    return targetGroupArns;
  }
  const primary = taskSets.find(one => one.status === "PRIMARY");
  const rule = loadBalancers.find(one => one.advancedConfiguration)?.advancedConfiguration
    ?.productionListenerRule;
  const serving =
    primary !== undefined
      ? (primary.loadBalancers ?? []).map(one => one.targetGroupArn)
      : rule !== undefined
        ? await forwardedGroups(elb, rule)
        : targetGroupArns;
  return targetGroupArns.filter(arn => serving.includes(arn));
}

/** The groups to which a rule forwards some of its requests. */
async function forwardedGroups(
  elb: ElasticLoadBalancingV2Client,
  ruleArn: string,
): Promise<(string | undefined)[]> {
  const { Rules = [] } = await elb.send(new DescribeRulesCommand({ RuleArns: [ruleArn] }));
  return Rules.flatMap(({ Actions = [] }) => Actions)
    .flatMap(
      ({ ForwardConfig, TargetGroupArn }) => ForwardConfig?.TargetGroups ?? [{ TargetGroupArn }],
    )
    .filter(({ Weight = 1 }: { Weight?: number }) => Weight > 0)
    .map(({ TargetGroupArn }) => TargetGroupArn);
}
