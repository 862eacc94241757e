import {
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  TargetHealthDescription,
} from "@aws-sdk/client-elastic-load-balancing-v2";

/** The registered targets of some groups with their health. */
export async function targetHealth(
  elb: ElasticLoadBalancingV2Client,
  targetGroupArns: readonly string[],
): Promise<TargetHealthDescription[]> {
  const answers = await Promise.all(
    targetGroupArns.map(arn => elb.send(new DescribeTargetHealthCommand({ TargetGroupArn: arn }))),
  );
  return answers.flatMap(({ TargetHealthDescriptions = [] }) => TargetHealthDescriptions);
}
