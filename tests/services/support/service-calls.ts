import * as aws from "@pulumi/aws";

import { Call } from "./iam";
import { keptIn, roleOf, secretOf, tasksOf } from "./kept";
import { arn, SystemRecording } from "./systems";
import { codeCalls, executionCalls, readCalls, streamCalls } from "./task-calls";

/** AWS's service principal that takes a role, and what it has to do with it. */
export interface Duty {
  service: string;
  /** For which resource the service acts; none where it does not say. */
  source?: string;
  calls: readonly Call[];
}

/** What each role of a system is for, by the role's name: read off the resources that name the role. */
export function dutiesOf(recording: SystemRecording): Map<string, Duty> {
  const duties = new Map<string, Duty>();
  const add = (roleArn: string | undefined, duty: Duty) => {
    if (roleArn !== undefined) {
      const role = roleOf(roleArn);
      duties.set(role, { ...duty, calls: [...(duties.get(role)?.calls ?? []), ...duty.calls] });
    }
  };
  for (const task of tasksOf(recording)) {
    const duty = { service: "ecs-tasks.amazonaws.com", source: arn("ecs", "*") };
    add(task.inputs.executionRoleArn, { ...duty, calls: executionCalls(recording, task) });
    add(task.inputs.taskRoleArn, { ...duty, calls: codeCalls(recording, task) });
  }
  for (const { inputs } of recording.all(aws.ec2.FlowLog)) {
    add(inputs.iamRoleArn, {
      service: "vpc-flow-logs.amazonaws.com",
      source: arn("ec2", "vpc-flow-log/fl-0123456789abcdef0"),
      calls: flowLogCalls(inputs.logDestination),
    });
  }
  for (const { inputs } of recording.all(aws.rds.Instance)) {
    add(inputs.monitoringRoleArn, {
      service: "monitoring.rds.amazonaws.com",
      source: arn("rds", `db:${inputs.identifier}`),
      calls: monitoringCalls(),
    });
  }
  for (const { inputs } of recording.all(aws.rds.Proxy)) {
    const duty = { service: "rds.amazonaws.com", source: arn("rds", "db-proxy:prx-0123") };
    add(inputs.roleArn, { ...duty, calls: proxyCalls(recording, inputs) });
  }
  for (const { inputs } of recording.all(aws.backup.Selection)) {
    const duty = { service: "backup.amazonaws.com", source: arn("backup", "backup-plan:0123") };
    add(inputs.iamRoleArn, { ...duty, calls: backupCalls(inputs.resources) });
  }
  for (const { inputs } of recording.all(aws.codedeploy.DeploymentGroup)) {
    add(inputs.serviceRoleArn, {
      service: "codedeploy.amazonaws.com",
      source: arn("codedeploy", `deploymentgroup:${inputs.appName}/${inputs.deploymentGroupName}`),
      calls: codeDeployCalls(recording, inputs),
    });
  }
  for (const { inputs } of recording.all(aws.ecs.Service)) {
    for (const { targetGroupArn, advancedConfiguration: shift } of inputs.loadBalancers ?? []) {
      const groups = [targetGroupArn, shift?.alternateTargetGroupArn];
      const calls = shift && shiftCalls(groups, shift.productionListenerRule);
      add(shift?.roleArn, { service: "ecs.amazonaws.com", calls });
    }
  }
  return duties;
}

function flowLogCalls(groupArn: string): Call[] {
  const group = groupArn.split(":").pop()!;
  return [
    { action: "logs:DescribeLogGroups", resource: "*" },
    { action: "logs:DescribeLogStreams", resource: `${groupArn}:*` },
    ...streamCalls(group, "eni-0123456789abcdef0-all"),
  ];
}

/** Enhanced Monitoring writes to a group of its own in each account. */
function monitoringCalls(): Call[] {
  const group = arn("logs", "log-group:RDSOSMetrics");
  return [
    { action: "logs:CreateLogGroup", resource: group },
    { action: "logs:PutRetentionPolicy", resource: group },
    ...streamCalls("RDSOSMetrics", "db-ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
  ];
}

function proxyCalls(recording: SystemRecording, { auths }: any): Call[] {
  const arns = (auths as { secretArn: string }[]).map(({ secretArn }) => secretOf(secretArn));
  const kept = keptIn(recording).filter(one => arns.includes(one.arn));
  return readCalls(recording, kept);
}

function backupCalls(databases: readonly string[]): Call[] {
  const snapshot = arn("rds", "snapshot:awsbackup:job-0123");
  return databases.flatMap(database => [
    { action: "tag:GetResources", resource: "*" },
    { action: "rds:DescribeDBInstances", resource: database },
    { action: "rds:ListTagsForResource", resource: database },
    { action: "rds:CreateDBSnapshot", resource: database },
    { action: "rds:AddTagsToResource", resource: snapshot },
    { action: "rds:CopyDBSnapshot", resource: snapshot },
    { action: "rds:DeleteDBSnapshot", resource: snapshot },
    { action: "backup:CopyIntoBackupVault", resource: arn("backup", "backup-vault:copies") },
  ]);
}

/** "Amazon ECS CodeDeploy IAM Role", ECS developer guide, without SNS, Lambda and S3, which nothing uses. */
function codeDeployCalls(recording: SystemRecording, inputs: any): Call[] {
  const { clusterName, serviceName } = inputs.ecsService;
  const path = `${clusterName}/${serviceName}`;
  const taskSet = arn("ecs", `task-set/${path}/ecs-svc/0123456789`);
  const service = arn("ecs", `service/${path}`);
  const [task] = tasksOf(recording).filter(({ name }) => name === serviceName);
  const listener = inputs.loadBalancerInfo.targetGroupPairInfo.prodTrafficRoute.listenerArns[0];
  const alarms = (inputs.alarmConfiguration?.alarms ?? []) as string[];
  return [
    { action: "ecs:DescribeServices", resource: service },
    { action: "ecs:CreateTaskSet", resource: taskSet },
    { action: "ecs:DeleteTaskSet", resource: taskSet },
    { action: "ecs:UpdateServicePrimaryTaskSet", resource: service },
    ...[task.inputs.executionRoleArn, task.inputs.taskRoleArn].map(resource => ({
      action: "iam:PassRole",
      resource,
      context: { "iam:PassedToService": "ecs-tasks.amazonaws.com" },
    })),
    ...["Listeners", "Rules", "TargetGroups"].map(describe),
    moveCall(listener.replace(":listener/", ":listener-rule/")),
    ...alarms.map(alarm => ({
      action: "cloudwatch:DescribeAlarms",
      resource: arn("cloudwatch", `alarm:${alarm}`),
    })),
  ];
}

/** "Amazon ECS infrastructure IAM role for load balancers", ECS developer guide. */
function shiftCalls(groups: readonly string[], rule: string): Call[] {
  return [
    ...["Listeners", "Rules", "TargetGroups", "TargetHealth"].map(describe),
    ...groups.flatMap(resource => [
      { action: "elasticloadbalancing:RegisterTargets", resource },
      { action: "elasticloadbalancing:DeregisterTargets", resource },
    ]),
    moveCall(rule.slice(0, rule.lastIndexOf("/"))),
  ];
}

function describe(what: string): Call {
  return { action: `elasticloadbalancing:Describe${what}`, resource: "*" };
}

/** Changes a rule of a listener, any rule: AWS makes up its id, so that a grant can name the balancer alone. */
function moveCall(listener: string): Call {
  return { action: "elasticloadbalancing:ModifyRule", resource: `${listener}/0123456789abcdef` };
}
