import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { EncryptionKey } from "../encryption-key";
import { policyDocument, trustPolicy } from "../plan/iam-statements";
import { fitName } from "../plan/names";
import { Scope } from "../plan/scope";

/** What {@link createFlowLog} needs. */
export interface FlowLogArgs {
  scope: Scope;
  key: EncryptionKey;
  vpcId: pulumi.Input<string>;
  /** Days that records are kept. */
  retentionDays: number;
}

/** Records all traffic of a VPC in a log group of its own, through a role that can write there alone. */
export function createFlowLog(
  name: string,
  { scope, key, vpcId, retentionDays }: FlowLogArgs,
  opts: pulumi.CustomResourceOptions,
): void {
  const logGroupName = `/vpc/${scope.name()}/flow-logs`;
  const logs = new aws.cloudwatch.LogGroup(
    `${name}-flow-logs`,
    { name: logGroupName, retentionInDays: retentionDays, kmsKeyId: key.arn },
    opts,
  );
  const role = new aws.iam.Role(
    `${name}-flow-logs`,
    {
      name: fitName("IAM role", scope.name("flow-logs")),
      description: `Writes the VPC flow logs of ${scope.name()}`,
      assumeRolePolicy: trustPolicy(
        scope,
        "vpc-flow-logs.amazonaws.com",
        scope.arn("ec2", "vpc-flow-log/*"),
      ),
    },
    opts,
  );
  const policy = new aws.iam.RolePolicy(
    `${name}-flow-logs`,
    {
      role: role.name,
      policy: policyDocument([
        {
          sid: "WriteFlowLogs",
          actions: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
          resources: [scope.arn("logs", `log-group:${logGroupName}:*`)],
        },
        { sid: "FindLogGroup", actions: ["logs:DescribeLogGroups"], resources: ["*"] },
      ]),
    },
    opts,
  );
  new aws.ec2.FlowLog(
    `${name}-flow-logs`,
    {
      vpcId,
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: logs.arn,
      iamRoleArn: role.arn,
      maxAggregationInterval: 60,
      tags: { Name: scope.name("flow-logs") },
    },
    { ...opts, dependsOn: [policy] },
  );
}
