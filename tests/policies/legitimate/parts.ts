import type { ContainerDefinition } from "@aws-sdk/client-ecs";
import type { LogGroupArgs, MetricAlarmArgs } from "@pulumi/aws/cloudwatch";
import type { PolicyArgs, TargetArgs } from "@pulumi/aws/appautoscaling";
import type { SecurityGroupArgs } from "@pulumi/aws/ec2";
import type { ClusterArgs, ServiceArgs, TaskDefinitionArgs } from "@pulumi/aws/ecs";
import type { RoleArgs, RolePolicyArgs } from "@pulumi/aws/iam";
import type { KeyArgs } from "@pulumi/aws/kms";
import type { TopicArgs, TopicPolicyArgs, TopicSubscriptionArgs } from "@pulumi/aws/sns";
import type { Unwrap } from "@pulumi/pulumi";

import { containers, type ExampleResource, resource } from "../../../policies/example";

export const REGION = "eu-central-1";
export const ACCOUNT = "123456789012";
export const PLACE = `${REGION}:${ACCOUNT}`;
export const IMAGE = `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/shop/orders@sha256:${"3f2a".repeat(16)}`;
export const VPC = "vpc-0a1b2c3d4e5f60718";
export const SUBNETS = ["subnet-0a1b2c3d4e5f60711", "subnet-0a1b2c3d4e5f60722"];
export const GROUP = "sg-0a1b2c3d4e5f60733";
export const TRAFFIC = {
  certificateArn: `arn:aws:acm:${PLACE}:certificate/0b6f9a52-0000-4000-8000-000000000001`,
};

/** A way of doing things that no rule may hold against anyone. */
export interface Legitimate {
  title: string;
  /** Why it is right, in one line. */
  because: string;
  resources: readonly ExampleResource[];
  /** Tags of the provider; the usual ones when left out. */
  defaultTags?: Record<string, string>;
}

/** A statement as one writes it; it allows unless it says otherwise. */
export type Statement = Record<string, unknown> & { Sid: string };

/** Text of a policy document. */
export function policy(...statements: readonly Statement[]): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: statements.map(statement => ({ Effect: "Allow", ...statement })),
  });
}

/** A refusal of all that does not come over TLS. */
export function tlsOnly(action: string, ...resources: readonly string[]): Statement {
  return {
    Sid: "TlsOnly",
    Effect: "Deny",
    Principal: "*",
    Action: action,
    Resource: resources,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}

/** Text of a trust policy for a service of AWS, on behalf of this account alone. */
export function trust(service: string): string {
  return policy({
    Sid: "Service",
    Principal: { Service: service },
    Action: "sts:AssumeRole",
    Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
  });
}

/** A role of a service, with one policy of its own. */
export function role(
  name: string,
  service: string,
  ...statements: readonly Statement[]
): ExampleResource[] {
  return [
    resource<RoleArgs>("aws:iam/role:Role", name, {
      name,
      description: `What ${name} may do`,
      assumeRolePolicy: trust(service),
    }),
    ...(statements.length === 0 ? [] : [rolePolicy(name, ...statements)]),
  ];
}

export function rolePolicy(role: string, ...statements: readonly Statement[]): ExampleResource {
  return resource<RolePolicyArgs>(
    "aws:iam/rolePolicy:RolePolicy",
    `${role}-policy`,
    { name: `${role}-policy`, policy: policy(...statements) },
    { from: { role: `${role}.name` } },
  );
}

/** A key of the system's own, which services use on behalf of this account. */
export function key(): ExampleResource {
  return resource<KeyArgs>(
    "aws:kms/key:Key",
    "key",
    {
      description: "Data and logs of the shop",
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: policy(
        {
          Sid: "AccountAdministration",
          Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
          Action: "kms:*",
          Resource: "*",
        },
        {
          Sid: "LogGroups",
          Principal: { Service: `logs.${REGION}.amazonaws.com` },
          Action: [
            "kms:Encrypt",
            "kms:Decrypt",
            "kms:ReEncrypt*",
            "kms:GenerateDataKey*",
            "kms:DescribeKey",
          ],
          Resource: "*",
          Condition: {
            ArnLike: {
              "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:${PLACE}:log-group:*shop*`,
            },
          },
        },
        {
          Sid: "AlarmNotifications",
          Principal: { Service: "cloudwatch.amazonaws.com" },
          Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
          Resource: "*",
          Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
        },
      ),
    },
    { opts: { protect: true } },
  );
}

export function logGroup(name: string, path: string): ExampleResource {
  return resource<LogGroupArgs>(
    "aws:cloudwatch/logGroup:LogGroup",
    name,
    { name: path, retentionInDays: 365 },
    { from: { kmsKeyId: "key.arn" } },
  );
}

export function securityGroup(name: string, description: string): ExampleResource {
  return resource<SecurityGroupArgs>("aws:ec2/securityGroup:SecurityGroup", name, {
    name,
    description,
    vpcId: VPC,
  });
}

/** A topic for alarms that somebody reads, with its policy. Needs {@link key}. */
export function alarmTopic(): ExampleResource[] {
  const arn = `arn:aws:sns:${PLACE}:shop-alarms`;
  return [
    resource<TopicArgs>(
      "aws:sns/topic:Topic",
      "alarms",
      { name: "shop-alarms" },
      { from: { kmsMasterKeyId: "key.arn" } },
    ),
    resource<TopicPolicyArgs>(
      "aws:sns/topicPolicy:TopicPolicy",
      "alarms-policy",
      {
        policy: policy(
          {
            Sid: "AlarmsOfThisAccount",
            Principal: { Service: "cloudwatch.amazonaws.com" },
            Action: "sns:Publish",
            Resource: arn,
            Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
          },
          tlsOnly("sns:Publish", arn),
        ),
      },
      { from: { arn: "alarms.arn" } },
    ),
    resource<TopicSubscriptionArgs>(
      "aws:sns/topicSubscription:TopicSubscription",
      "alarms-mail",
      { protocol: "email", endpoint: "on-call@example.com" },
      { from: { topic: "alarms.arn" } },
    ),
  ];
}

/** An alarm that tells the topic of {@link alarmTopic}. */
export function alarm(
  name: string,
  namespace: string,
  metricName: string,
  dimensions: Record<string, string>,
  from: Record<string, string> = {},
): ExampleResource {
  return resource<MetricAlarmArgs>(
    "aws:cloudwatch/metricAlarm:MetricAlarm",
    name,
    {
      name,
      alarmDescription: `${metricName} of the shop`,
      namespace,
      metricName,
      dimensions,
      statistic: "Average",
      comparisonOperator:
        metricName === "RunningTaskCount" ? "LessThanThreshold" : "GreaterThanThreshold",
      threshold: 80,
      period: 60,
      evaluationPeriods: 5,
      datapointsToAlarm: 5,
      treatMissingData: "notBreaching",
      alarmActions: [],
      okActions: [],
    },
    { from: { "alarmActions.0": "alarms.arn", "okActions.0": "alarms.arn", ...from } },
  );
}

/** A container that keeps every rule, over which a case writes what it is about. */
export function container(name: string, over: ContainerDefinition = {}): ContainerDefinition {
  return {
    name,
    image: IMAGE,
    essential: true,
    user: "1001:1001",
    readonlyRootFilesystem: true,
    stopTimeout: 30,
    linuxParameters: { initProcessEnabled: true, capabilities: { drop: ["ALL"] } },
    healthCheck: {
      command: ["CMD-SHELL", "wget -q -O /dev/null http://127.0.0.1:3000/health || exit 1"],
      interval: 30,
      timeout: 5,
      retries: 3,
      startPeriod: 30,
    },
    logConfiguration: {
      logDriver: "awslogs",
      options: {
        "awslogs-group": "/ecs/shop",
        "awslogs-region": REGION,
        "awslogs-stream-prefix": name,
        mode: "non-blocking",
        "max-buffer-size": "25m",
      },
    },
    ...over,
  };
}

/** What a case says of its task. */
interface TaskOptions {
  containers?: readonly ContainerDefinition[];
  props?: Partial<Unwrap<TaskDefinitionArgs>>;
  /** What the task's code may do. */
  may?: readonly Statement[];
}

/** A task definition with its two roles, key and logs: named `task`, `task-role` and `execution-role`. */
export function task({
  containers: own = [container("orders")],
  props = {},
  may = [],
}: TaskOptions = {}): ExampleResource[] {
  return [
    key(),
    logGroup("logs", "/ecs/shop"),
    ...role("task-role", "ecs-tasks.amazonaws.com", ...may),
    ...role(
      "execution-role",
      "ecs-tasks.amazonaws.com",
      { Sid: "RegistryToken", Action: "ecr:GetAuthorizationToken", Resource: "*" },
      {
        Sid: "PullImages",
        Action: [
          "ecr:BatchCheckLayerAvailability",
          "ecr:BatchGetImage",
          "ecr:GetDownloadUrlForLayer",
        ],
        Resource: `arn:aws:ecr:${PLACE}:repository/shop/orders`,
      },
      {
        Sid: "WriteLogs",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: `arn:aws:logs:${PLACE}:log-group:/ecs/shop:log-stream:*`,
      },
    ),
    resource<TaskDefinitionArgs>(
      "aws:ecs/taskDefinition:TaskDefinition",
      "task",
      {
        family: "shop-orders",
        requiresCompatibilities: ["FARGATE"],
        networkMode: "awsvpc",
        cpu: "512",
        memory: "1024",
        runtimePlatform: { cpuArchitecture: "ARM64", operatingSystemFamily: "LINUX" },
        containerDefinitions: containers(...own),
        ...props,
      },
      { from: { taskRoleArn: "task-role.arn", executionRoleArn: "execution-role.arn" } },
    ),
  ];
}

/** What a case says of its service. */
interface ServiceOptions extends TaskOptions {
  service?: Partial<Unwrap<ServiceArgs>>;
  opts?: ExampleResource["opts"];
}

/** A service that runs {@link task}, with its cluster, scaling and alarms. */
export function service({
  service = {},
  opts,
  ...options
}: ServiceOptions = {}): ExampleResource[] {
  const dimensions = { ClusterName: "shop", ServiceName: "orders" };
  const scaled = {
    scalableDimension: "ecs:service:DesiredCount",
    serviceNamespace: "ecs",
  };
  return [
    ...task(options),
    ...alarmTopic(),
    logGroup("exec-logs", "/ecs/shop/exec"),
    securityGroup("orders-group", "Tasks of the orders service"),
    resource<ClusterArgs>(
      "aws:ecs/cluster:Cluster",
      "cluster",
      {
        name: "shop",
        settings: [{ name: "containerInsights", value: "enhanced" }],
        configuration: {
          executeCommandConfiguration: {
            logging: "OVERRIDE",
            logConfiguration: {
              cloudWatchEncryptionEnabled: true,
              cloudWatchLogGroupName: "/ecs/shop/exec",
            },
          },
        },
      },
      { from: { "configuration.executeCommandConfiguration.kmsKeyId": "key.arn" } },
    ),
    resource<ServiceArgs>(
      "aws:ecs/service:Service",
      "service",
      {
        name: "orders",
        desiredCount: 2,
        launchType: "FARGATE",
        networkConfiguration: { subnets: SUBNETS, securityGroups: [], assignPublicIp: false },
        deploymentController: { type: "ECS" },
        deploymentCircuitBreaker: { enable: true, rollback: true },
        deploymentMinimumHealthyPercent: 100,
        deploymentMaximumPercent: 200,
        propagateTags: "SERVICE",
        enableEcsManagedTags: true,
        ...service,
      },
      {
        from: {
          cluster: "cluster.arn",
          taskDefinition: "task.arn",
          "networkConfiguration.securityGroups.0": "orders-group.id",
        },
        opts,
      },
    ),
    resource<TargetArgs>(
      "aws:appautoscaling/target:Target",
      "scaling",
      { ...scaled, minCapacity: 2, maxCapacity: 6 },
      { from: { resourceId: "service/${cluster.name}/${service.name}" } },
    ),
    resource<PolicyArgs>(
      "aws:appautoscaling/policy:Policy",
      "scaling-cpu",
      {
        name: "cpu",
        policyType: "TargetTrackingScaling",
        ...scaled,
        targetTrackingScalingPolicyConfiguration: {
          predefinedMetricSpecification: {
            predefinedMetricType: "ECSServiceAverageCPUUtilization",
          },
          targetValue: 60,
        },
      },
      { from: { resourceId: "service/${cluster.name}/${service.name}" } },
    ),
    alarm("orders-cpu", "AWS/ECS", "CPUUtilization", dimensions),
    alarm("orders-memory", "AWS/ECS", "MemoryUtilization", dimensions),
    alarm("orders-tasks", "ECS/ContainerInsights", "RunningTaskCount", dimensions),
  ];
}
