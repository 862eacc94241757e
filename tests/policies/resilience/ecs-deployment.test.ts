import type { CompositeAlarmArgs, MetricAlarmArgs } from "@pulumi/aws/cloudwatch";
import type { DeploymentGroupArgs } from "@pulumi/aws/codedeploy";
import type { ServiceArgs } from "@pulumi/aws/ecs";
import type { ListenerArgs, ListenerRuleArgs, TargetGroupArgs } from "@pulumi/aws/lb";
import { expect } from "chai";

import { policyConfig } from "../../../policies/config";
import { codedeployBlueGreenTermination } from "../../../policies/resilience/codedeploy-blue-green-termination";
import { codedeployRollbackEnabled } from "../../../policies/resilience/codedeploy-rollback-enabled";
import { codedeployServiceIgnoreChanges } from "../../../policies/resilience/codedeploy-service-ignore-changes";
import { ecsDeploymentAlarmsExist } from "../../../policies/resilience/ecs-deployment-alarms-exist";
import { Member, unknownValue } from "../support/engine";
import { mended } from "../support/mend";
import { describeRule, Props } from "../support/rule-cases";
import { describeStackRule, member } from "../support/stack-cases";

const GROUP = "aws:codedeploy/deploymentGroup:DeploymentGroup";
const EVENTS = ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"];

const back = { autoRollbackConfiguration: { enabled: true, events: EVENTS } };
const watched = { alarmConfiguration: { enabled: true, alarms: ["orders-5xx"] } };
const kept = (events: string) =>
  `Nothing is rolled back on ${events}: set autoRollbackConfiguration to enabled with these events.`;
const unwatched = "No alarm watches a deployment: set alarmConfiguration to enabled with alarms.";
describeRule<DeploymentGroupArgs>(codedeployRollbackEnabled, GROUP, [
  [
    "reports that nothing is said, which means nothing is done",
    {},
    [kept("DEPLOYMENT_FAILURE and DEPLOYMENT_STOP_ON_ALARM"), unwatched],
  ],
  [
    "reports a rollback that is off",
    { ...watched, autoRollbackConfiguration: { enabled: false, events: EVENTS } },
    [kept("DEPLOYMENT_FAILURE and DEPLOYMENT_STOP_ON_ALARM")],
  ],
  [
    "reports a missing event",
    { ...watched, autoRollbackConfiguration: { enabled: true, events: ["DEPLOYMENT_FAILURE"] } },
    [kept("DEPLOYMENT_STOP_ON_ALARM")],
  ],
  [
    "reports alarms that are off",
    { ...back, alarmConfiguration: { enabled: false, alarms: ["orders-5xx"] } },
    [unwatched],
  ],
  ["reports no alarms", { ...back, alarmConfiguration: { enabled: true } }, [unwatched]],
  ["accepts rollback with alarms", { ...back, ...watched }, []],
  ["takes it without alarms where there are none", back, [], { config: { alarms: false } }],
  [
    "does not wait for the alarms' names",
    { ...back, alarmConfiguration: { enabled: true, alarms: [unknownValue] } },
    [],
  ],
  [
    "waits for events that are not known yet",
    { ...watched, autoRollbackConfiguration: { enabled: true, events: unknownValue } },
    ["string value at .autoRollbackConfiguration.events can't be known during preview"],
  ],
]);

describe("mending a deployment group", () => {
  it("adds the events, and keeps another", async () => {
    const stop = { enabled: true, events: ["DEPLOYMENT_STOP_ON_REQUEST"] };
    expect(
      await mended(codedeployRollbackEnabled, {
        type: GROUP,
        props: { autoRollbackConfiguration: stop },
      }),
    ).to.deep.equal({
      autoRollbackConfiguration: {
        enabled: true,
        events: ["DEPLOYMENT_STOP_ON_REQUEST", ...EVENTS],
      },
    });
    expect(await mended(codedeployRollbackEnabled, { type: GROUP, props: {} })).to.deep.equal(back);
    expect(await mended(codedeployRollbackEnabled, { type: GROUP, props: back })).to.equal(
      undefined,
    );
  });

  it("is without alarms in development only", () => {
    const alarms = (environment: "dev" | "prod") =>
      policyConfig(environment)[codedeployRollbackEnabled.name]?.alarms;
    expect([alarms("dev"), alarms("prod")]).to.deep.equal([false, undefined]);
  });
});

const waiting = (terminationWaitTimeInMinutes?: number, action = "TERMINATE") => ({
  blueGreenDeploymentConfig: {
    terminateBlueInstancesOnDeploymentSuccess: { action, terminationWaitTimeInMinutes },
  },
});
const ecs: Props<DeploymentGroupArgs> = {
  ecsService: { clusterName: "shop", serviceName: "orders" },
  deploymentStyle: { deploymentType: "BLUE_GREEN", deploymentOption: "WITH_TRAFFIC_CONTROL" },
  ...(waiting(5) as Props<DeploymentGroupArgs>),
  loadBalancerInfo: {
    targetGroupPairInfo: {
      prodTrafficRoute: { listenerArns: ["arn:listener"] },
      targetGroups: [{ name: "orders-blue" }, { name: "orders-green" }],
    },
  },
};
const soon = (minutes: number) =>
  `The old tasks are ended too soon to go back to: set terminationWaitTimeInMinutes to ${minutes} or more.`;
const inPlace =
  "ECS is deployed blue/green only: set deploymentStyle.deploymentType to BLUE_GREEN.";
const pair =
  "Blue and green need a target group each: set loadBalancerInfo.targetGroupPairInfo.targetGroups to two.";
describeRule<DeploymentGroupArgs>(codedeployBlueGreenTermination, GROUP, [
  ["reports old tasks that go at once", { ...ecs, ...waiting(0) }, [soon(5)]],
  [
    "reports that no time is said, which means at once",
    { ...ecs, blueGreenDeploymentConfig: undefined },
    [soon(5)],
  ],
  ["reports old tasks that go soon", { ...ecs, ...waiting(4) }, [soon(5)]],
  ["reports no style, which means in place", { ...ecs, deploymentStyle: undefined }, [inPlace]],
  [
    "reports a deployment in place",
    { ...ecs, deploymentStyle: { deploymentType: "IN_PLACE" } },
    [inPlace],
  ],
  [
    "reports a single target group",
    {
      ...ecs,
      loadBalancerInfo: {
        targetGroupPairInfo: {
          prodTrafficRoute: { listenerArns: ["arn"] },
          targetGroups: [{ name: "orders" }],
        },
      },
    },
    [pair],
  ],
  ["reports no load balancer", { ...ecs, loadBalancerInfo: undefined }, [pair]],
  ["accepts old tasks that stay a while", ecs, []],
  ["accepts old tasks that stay", { ...ecs, ...waiting(undefined, "KEEP_ALIVE") }, []],
  ["takes another time", ecs, [soon(30)], { config: { minutes: 30 } }],
  [
    "judges blue/green of instances by the time alone",
    { deploymentStyle: { deploymentType: "BLUE_GREEN" } },
    [soon(5)],
  ],
  [
    "leaves instances that are changed in place",
    { deploymentStyle: { deploymentType: "IN_PLACE" } },
    [],
  ],
  ["does not wait for a role that it does not read", { ...ecs, serviceRoleArn: unknownValue }, []],
  [
    "waits for a time that is not known yet",
    { ...ecs, ...waiting(unknownValue) },
    [
      "string value at .blueGreenDeploymentConfig.terminateBlueInstancesOnDeploymentSuccess.terminationWaitTimeInMinutes can't be known during preview",
    ],
  ],
]);

const SERVICE = "aws:ecs/service:Service";
const BLUE = "aws:lb/targetGroup:TargetGroup";
const service = (type: string, ignoreChanges: string[] = []): Member =>
  member<ServiceArgs>(
    SERVICE,
    "orders",
    { deploymentController: { type } },
    { opts: { ignoreChanges } },
  );
const blue: Member = {
  ...member<TargetGroupArgs>(BLUE, "blue", { name: "orders-blue" }),
  props: { name: "orders-blue", arn: "arn:blue" },
};
const switching = (from?: Member["from"]): Member =>
  member<DeploymentGroupArgs>(GROUP, "group", ecs, { from });
const listener = (ignoreChanges: string[] = [], targetGroupArn = "arn:blue"): Member =>
  member<ListenerArgs>(
    "aws:lb/listener:Listener",
    "https",
    { defaultActions: [{ type: "forward", targetGroupArn }] },
    { opts: { ignoreChanges } },
  );
const rule = (actions: any, from?: Member["from"], ignoreChanges: string[] = []): Member =>
  member<ListenerRuleArgs>(
    "aws:lb/listenerRule:ListenerRule",
    "path",
    { actions },
    { from, opts: { ignoreChanges } },
  );
const undone = (name: string, property: string) =>
  `${name}: An update undoes the last deployment: add ${property} to ignoreChanges.`;
describeStackRule(codedeployServiceIgnoreChanges, [
  [
    "reports a service that ignores nothing",
    [service("CODE_DEPLOY")],
    [undone("orders", "taskDefinition"), undone("orders", "loadBalancers")],
  ],
  [
    "reports what is left",
    [service("CODE_DEPLOY", ["desiredCount", "taskDefinition"])],
    [undone("orders", "loadBalancers")],
  ],
  [
    "accepts a service that ignores both",
    [service("CODE_DEPLOY", ["loadBalancers", "taskDefinition"])],
    [],
  ],
  ["accepts a service that ignores all", [service("CODE_DEPLOY", ["*"])], []],
  ["leaves a service to ECS", [service("ECS")], []],
  ["leaves a service without controller to ECS", [member<ServiceArgs>(SERVICE, "orders", {})], []],
  [
    "reports a listener that forwards",
    [blue, switching(), listener()],
    [undone("https", "defaultActions")],
  ],
  [
    "reports one of the older name",
    [
      { ...blue, type: "aws:alb/targetGroup:TargetGroup" },
      switching(),
      { ...listener(), type: "aws:alb/listener:Listener" },
    ],
    [undone("https", "defaultActions")],
  ],
  ["accepts one that ignores it", [blue, switching(), listener(["defaultActions"])], []],
  [
    "accepts one that ignores the target group in it",
    [blue, switching(), listener(["defaultActions[0].targetGroupArn"])],
    [],
  ],
  [
    "reports one that ignores something else in it",
    [blue, switching(), listener(["defaultActions[0].order"])],
    [undone("https", "defaultActions")],
  ],
  [
    "accepts a service that ignores the target group of each load balancer",
    [service("CODE_DEPLOY", ["loadBalancers[*].targetGroupArn", "taskDefinition"])],
    [],
  ],
  ["leaves a listener that forwards elsewhere", [blue, switching(), listener([], "arn:other")], []],
  ["leaves target groups that nothing switches", [blue, listener()], []],
  [
    "reports a rule by what it was taken from, before ARNs are known",
    [blue, switching({ loadBalancerInfo: blue }), rule(unknownValue, { actions: blue })],
    [undone("path", "actions")],
  ],
  [
    "accepts a rule that ignores it",
    [
      blue,
      switching(),
      rule([{ type: "forward", forward: { targetGroups: [{ arn: "arn:blue" }] } }], {}, [
        "actions",
      ]),
    ],
    [],
  ],
  [
    "reports a rule that forwards by weights",
    [
      blue,
      switching(),
      rule([{ type: "forward", forward: { targetGroups: [{ arn: "arn:blue" }] } }]),
    ],
    [undone("path", "actions")],
  ],
  [
    "waits for a controller that is not known yet",
    [service(unknownValue)],
    ["string value at .deploymentController.type can't be known during preview"],
  ],
]);

const alarm = (name: string): Member =>
  member<MetricAlarmArgs>("aws:cloudwatch/metricAlarm:MetricAlarm", "alarm", { name });
const deployed = (...alarmNames: string[]): Member =>
  member<ServiceArgs>(SERVICE, "orders", { alarms: { alarmNames, enable: true, rollback: true } });
const group = (alarms?: string[]): Member =>
  member<DeploymentGroupArgs>(GROUP, "group", { alarmConfiguration: { enabled: true, alarms } });
const noAlarm = (resource: string, name: string, path: string) =>
  `${resource}: [Alarm::${name}] No alarm of the stack is called ${name}: set ${path} to names of alarms.`;
describeStackRule(ecsDeploymentAlarmsExist, [
  [
    "reports a service's alarm that is none",
    [alarm("orders-5xx"), deployed("orders-500")],
    [noAlarm("orders", "orders-500", "alarms.alarmNames")],
  ],
  [
    "reports CodeDeploy's alarm that is none",
    [alarm("orders-5xx"), group(["orders-5xx", "orders-500"])],
    [noAlarm("group", "orders-500", "alarmConfiguration.alarms")],
  ],
  [
    "reports alarms where there are none",
    [deployed("orders-5xx")],
    [noAlarm("orders", "orders-5xx", "alarms.alarmNames")],
  ],
  [
    "accepts alarms of the stack",
    [alarm("orders-5xx"), deployed("orders-5xx"), group(["orders-5xx"])],
    [],
  ],
  [
    "accepts an alarm of alarms",
    [
      member<CompositeAlarmArgs>("aws:cloudwatch/compositeAlarm:CompositeAlarm", "all", {
        alarmName: "orders",
      }),
      deployed("orders"),
    ],
    [],
  ],
  ["accepts no alarms", [member<ServiceArgs>(SERVICE, "orders", {}), group()], []],
  [
    "waits for a name that is not known yet, and judges the others",
    [alarm(unknownValue), deployed(unknownValue, "orders-500")],
    [
      noAlarm("orders", "orders-500", "alarms.alarmNames"),
      "string value at .alarms.alarmNames.0 can't be known during preview",
    ],
  ],
]);
