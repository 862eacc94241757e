import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { CodeDeployOperations } from "../operations";
import { policyDocument, Statement, trustPolicy } from "../plan/iam-statements";
import { fitName } from "../plan/names";
import { taskRoleNames } from "../task/roles";
import { Task } from "../task/task";
import { Platform } from "../platform";
import { MicroServiceArgs } from "./args";
import { capacityShares } from "./capacity";
import { CodeDeployDeployment, TERMINATION_MINUTES } from "./deployment";
import { describeLoadBalancing, moveRequests, RoleWithPolicy } from "./shift-role";
import { Target } from "./target";

/** What {@link createDeploymentGroup} needs. */
export interface DeploymentGroupArgs {
  platform: Platform;
  deployment: CodeDeployDeployment;
  /** The ECS service, and its name as known at preview. */
  service: aws.ecs.Service;
  serviceName: string;
  /** Its target groups: the one with requests first, then the other. */
  target: Target;
  /** Alarms that stop a deployment and roll it back. */
  answerAlarms: readonly aws.cloudwatch.MetricAlarm[];
}

/** The deployment group with which CodeDeploy deploys one service, and its role. */
export function createDeploymentGroup(
  name: string,
  args: DeploymentGroupArgs,
  opts: pulumi.CustomResourceOptions,
): void {
  const { platform, deployment, service, serviceName, target, answerAlarms } = args;
  const { scope, cluster } = platform;
  const application = platform.codeDeploy();
  const { role, policy } = createRole(name, args, application.applicationName, opts);
  new aws.codedeploy.DeploymentGroup(
    name,
    {
      appName: application.applicationName,
      deploymentGroupName: serviceName,
      serviceRoleArn: role.arn,
      deploymentConfigName:
        deployment.config ??
        (scope.isProd
          ? "CodeDeployDefault.ECSCanary10Percent5Minutes"
          : "CodeDeployDefault.ECSAllAtOnce"),
      deploymentStyle: { deploymentType: "BLUE_GREEN", deploymentOption: "WITH_TRAFFIC_CONTROL" },
      blueGreenDeploymentConfig: {
        deploymentReadyOption: { actionOnTimeout: "CONTINUE_DEPLOYMENT" },
        terminateBlueInstancesOnDeploymentSuccess: {
          action: "TERMINATE",
          terminationWaitTimeInMinutes: deployment.bakeMinutes ?? TERMINATION_MINUTES,
        },
      },
      autoRollbackConfiguration: {
        enabled: true,
        events: ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"],
      },
      alarmConfiguration:
        answerAlarms.length > 0
          ? { enabled: true, alarms: answerAlarms.map(alarm => alarm.name) }
          : undefined,
      ecsService: { clusterName: cluster.clusterName, serviceName: service.name },
      loadBalancerInfo: {
        targetGroupPairInfo: {
          prodTrafficRoute: { listenerArns: [target.loadBalancer.listenerArn] },
          targetGroups: target.groups.map(group => ({ name: group.name })),
        },
      },
    },
    { ...opts, dependsOn: [...application.ready, policy] },
  );
}

/** What the operations commands must know to have CodeDeploy bring out a revision. */
export function codeDeployOperations(
  { platform, capacity }: Pick<MicroServiceArgs, "platform" | "capacity">,
  serviceName: string,
  { securityGroupId }: Task,
): CodeDeployOperations {
  return {
    application: platform.codeDeploy().applicationName,
    deploymentGroup: serviceName,
    subnetIds: platform.network.privateSubnetIds,
    securityGroupIds: [securityGroupId],
    capacity: capacityShares(platform, capacity),
  };
}

function createRole(
  name: string,
  args: DeploymentGroupArgs,
  applicationName: string,
  opts: pulumi.CustomResourceOptions,
): RoleWithPolicy {
  const { serviceName } = args;
  const { scope } = args.platform;
  const group = scope.arn("codedeploy", `deploymentgroup:${applicationName}/${serviceName}`);
  const role = new aws.iam.Role(
    `${name}-deployment`,
    {
      name: fitName("IAM role", scope.name(`${name}-deployment`)),
      description: `Lets CodeDeploy deploy ${name}`,
      assumeRolePolicy: trustPolicy(scope, "codedeploy.amazonaws.com", group),
    },
    opts,
  );
  const statements = deployStatements(name, args);
  const policy = new aws.iam.RolePolicy(
    `${name}-deployment`,
    { role: role.name, policy: policyDocument(statements) },
    opts,
  );
  return { role, policy };
}

/** What AWS's managed policy for CodeDeploy on ECS allows, for this one service. */
function deployStatements(
  name: string,
  { platform: { scope, cluster }, serviceName, target, answerAlarms }: DeploymentGroupArgs,
): Statement[] {
  const path = `${cluster.clusterName}/${serviceName}`;
  return [
    {
      sid: "ReplaceTasks",
      actions: [
        "ecs:CreateTaskSet",
        "ecs:DeleteTaskSet",
        "ecs:DescribeServices",
        "ecs:UpdateServicePrimaryTaskSet",
      ],
      resources: [scope.arn("ecs", `service/${path}`), scope.arn("ecs", `task-set/${path}/*`)],
    },
    {
      sid: "StartTasks",
      actions: ["iam:PassRole"],
      resources: taskRoleNames(scope, name).map(role => scope.iamArn(`role/${role}`)),
      conditions: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    },
    describeLoadBalancing(),
    moveRequests(scope, target.loadBalancer.loadBalancerName),
    ...(answerAlarms.length > 0
      ? [
          {
            sid: "ReadAlarms",
            actions: ["cloudwatch:DescribeAlarms"],
            resources: [scope.arn("cloudwatch", `alarm:${name}-*`)],
          },
        ]
      : []),
  ];
}
