import type { PolicyArgs, ScheduledActionArgs, TargetArgs } from "@pulumi/aws/appautoscaling";
import type { ClusterCapacityProvidersArgs, ServiceArgs } from "@pulumi/aws/ecs";
import { expect } from "chai";

import { ecsCapacityProviderFallback } from "../../../policies/resilience/ecs-capacity-provider-fallback";
import { ecsServiceAutoscaling } from "../../../policies/resilience/ecs-service-autoscaling";
import { ecsServiceDeploymentCircuitBreaker } from "../../../policies/resilience/ecs-service-deployment-circuit-breaker";
import { ecsServiceHealthCheckGracePeriod } from "../../../policies/resilience/ecs-service-health-check-grace-period";
import { ecsServiceMinHealthyPercent } from "../../../policies/resilience/ecs-service-min-healthy-percent";
import { ecsServiceMinTasks } from "../../../policies/resilience/ecs-service-min-tasks";
import { Member, unknownValue } from "../support/engine";
import { mended } from "../support/mend";
import { describeRule, Props, ruleCases } from "../support/rule-cases";
import { describeStackRule, member } from "../support/stack-cases";

const SERVICE = "aws:ecs/service:Service";

const service = (props: Props<ServiceArgs>): Member =>
  member<ServiceArgs>(SERVICE, "orders", {
    cluster: "arn:aws:ecs:us-east-1:123456789012:cluster/shop",
    name: "orders",
    ...props,
  });
const scaled = {
  serviceNamespace: "ecs",
  scalableDimension: "ecs:service:DesiredCount",
  resourceId: "service/shop/orders",
};
const target = (
  minCapacity: number,
  maxCapacity: number,
  props: Props<TargetArgs> = {},
  from?: Member["from"],
): Member =>
  member<TargetArgs>(
    "aws:appautoscaling/target:Target",
    "scaling",
    { ...scaled, minCapacity, maxCapacity, ...props },
    { from },
  );
const policy = (props: Props<PolicyArgs> = {}, from?: Member["from"]): Member =>
  member<PolicyArgs>("aws:appautoscaling/policy:Policy", "cpu", { ...scaled, ...props }, { from });

const schedule: Member = member<ScheduledActionArgs>(
  "aws:appautoscaling/scheduledAction:ScheduledAction",
  "mornings",
  { ...scaled, schedule: "cron(0 6 * * ? *)", scalableTargetAction: { minCapacity: 3 } },
);

/** A broker with one volume: the old task goes before the new one comes. */
const singleton = { desiredCount: 1, deploymentMaximumPercent: 100 };

const few = "orders: Too few tasks to lose one: set desiredCount to 2 or more.";
describeStackRule(ecsServiceMinTasks, [
  ["reports a single task", [service({ desiredCount: 1 })], [few]],
  ["reports no number, which means none", [service({})], [few]],
  ["reports a service that is stopped", [service({ desiredCount: 0 })], [few]],
  ["accepts two tasks", [service({ desiredCount: 2 })], []],
  ["accepts two that autoscaling wants", [service({}), target(2, 4)], []],
  ["reports one that autoscaling wants", [service({}), target(1, 4)], [few]],
  ["accepts two that autoscaling makes of one", [service({ desiredCount: 1 }), target(2, 4)], []],
  [
    "accepts two that autoscaling makes of the none in the state of a service that says nothing",
    [service({ desiredCount: 0 }), target(2, 4)],
    [],
  ],
  [
    "does not count what scales another",
    [service({}), target(2, 4, { resourceId: "service/other/orders" })],
    [few],
  ],
  [
    "reports that autoscaling leaves none",
    [service({ desiredCount: 2 }), target(0, 4)],
    ["scaling: Autoscaling leaves too few tasks: set minCapacity to 1 or more."],
  ],
  [
    "takes other numbers",
    [service({ desiredCount: 2 }), target(1, 4)],
    [
      "orders: Too few tasks to lose one: set desiredCount to 3 or more.",
      "scaling: Autoscaling leaves too few tasks: set minCapacity to 2 or more.",
    ],
    { desiredCount: 3, minCapacity: 2 },
  ],
  ["lets a task be alone that has to be", [service(singleton)], []],
  ["lets ECS count a daemon's", [service({ schedulingStrategy: "DAEMON" })], []],
  [
    "waits for a number that is not known yet, and judges the others",
    [service({ desiredCount: unknownValue }), { ...service({}), name: "second" }],
    [
      few.replace("orders:", "second:"),
      "string value at .desiredCount can't be known during preview",
    ],
  ],
  [
    "joins by dependency, before names are known",
    [
      service({ name: unknownValue }),
      target(2, 4, { resourceId: unknownValue }, { resourceId: { type: SERVICE, name: "orders" } }),
    ],
    [],
  ],
]);

describeStackRule(ecsServiceAutoscaling, [
  [
    "reports a fixed number",
    [service({})],
    ["orders: The number of tasks is fixed: add an appautoscaling Target."],
  ],
  [
    "reports another service's target",
    [service({}), target(1, 2, { resourceId: "service/shop/orders-2" }), policy()],
    ["orders: The number of tasks is fixed: add an appautoscaling Target."],
  ],
  [
    "reports another kind of target",
    [service({}), target(1, 2, { resourceId: "table/shop/orders" }), policy()],
    ["orders: The number of tasks is fixed: add an appautoscaling Target."],
  ],
  [
    "reports a target that nothing moves",
    [service({}), target(1, 2)],
    ["orders: Nothing scales the service: add an appautoscaling Policy."],
  ],
  [
    "reports a target without room",
    [service({}), target(2, 2), policy()],
    ["scaling: There is no room to scale: set maxCapacity above minCapacity."],
  ],
  ["accepts a target with a policy", [service({}), target(2, 4), policy()], []],
  ["accepts a target with a schedule", [service({}), target(2, 4), schedule], []],
  ["knows the cluster by its name too", [service({ cluster: "shop" }), target(2, 4), policy()], []],
  [
    "accepts a policy for the target, before names are known",
    [
      service({ name: unknownValue }),
      target(2, 4, { resourceId: unknownValue }, { resourceId: { type: SERVICE, name: "orders" } }),
      policy(
        { resourceId: unknownValue },
        { resourceId: { type: "aws:appautoscaling/target:Target", name: "scaling" } },
      ),
    ],
    [],
  ],
  [
    "waits for a limit that is not known yet",
    [service({}), target(unknownValue, 4), policy()],
    ["string value at .minCapacity can't be known during preview"],
  ],
  ["lets a task be alone that has to be", [service(singleton)], []],
  ["lets ECS count a daemon's", [service({ schedulingStrategy: "DAEMON" })], []],
]);

const forever =
  "A failed deployment goes on for ever: set deploymentCircuitBreaker to enable true and rollback true.";
describeRule<ServiceArgs>(ecsServiceDeploymentCircuitBreaker, SERVICE, [
  ["reports no breaker, which is the default", {}, [forever]],
  [
    "reports one that is off",
    { deploymentCircuitBreaker: { enable: false, rollback: true } },
    [forever],
  ],
  [
    "reports one that leaves the ruins",
    { deploymentCircuitBreaker: { enable: true, rollback: false } },
    [forever],
  ],
  [
    "reports alarms that only stop",
    { alarms: { alarmNames: ["orders-5xx"], enable: true, rollback: false } },
    [forever],
  ],
  [
    "reports alarms that are off",
    { alarms: { alarmNames: ["orders-5xx"], enable: false, rollback: true } },
    [forever],
  ],
  ["holds for ECS named as controller", { deploymentController: { type: "ECS" } }, [forever]],
  [
    "accepts a breaker that rolls back",
    { deploymentCircuitBreaker: { enable: true, rollback: true } },
    [],
  ],
  [
    "accepts alarms that roll back",
    { alarms: { alarmNames: ["orders-5xx"], enable: true, rollback: true } },
    [],
  ],
  ["leaves CodeDeploy to its own rollback", { deploymentController: { type: "CODE_DEPLOY" } }, []],
  [
    "does not wait for alarms' names",
    { deploymentCircuitBreaker: { enable: true, rollback: true }, alarms: unknownValue },
    [],
  ],
  [
    "waits for a switch that is not known yet",
    { deploymentCircuitBreaker: { enable: unknownValue, rollback: true } },
    ["string value at .deploymentCircuitBreaker.enable can't be known during preview"],
  ],
]);

const taken =
  "A deployment takes tasks away that are needed: set deploymentMinimumHealthyPercent to 100.";
const cramped = "A deployment has little room for new tasks: set deploymentMaximumPercent to 200.";
describeRule<ServiceArgs>(ecsServiceMinHealthyPercent, SERVICE, [
  ["reports fewer tasks", { deploymentMinimumHealthyPercent: 50 }, [taken]],
  ["reports little room", { deploymentMaximumPercent: 150 }, [cramped]],
  [
    "reports both",
    { desiredCount: 2, deploymentMinimumHealthyPercent: 0, deploymentMaximumPercent: 100 },
    [taken, cramped],
  ],
  ["accepts ECS's defaults, which are these", {}, []],
  [
    "accepts them in words",
    { deploymentMinimumHealthyPercent: 100, deploymentMaximumPercent: 200 },
    [],
  ],
  ["lets a task be alone that has to be", { ...singleton, deploymentMinimumHealthyPercent: 0 }, []],
  [
    "lets a daemon's instance do without",
    {
      schedulingStrategy: "DAEMON",
      deploymentMinimumHealthyPercent: 0,
      deploymentMaximumPercent: 100,
    },
    [],
  ],
  [
    "leaves CodeDeploy its own way",
    { deploymentController: { type: "CODE_DEPLOY" }, deploymentMinimumHealthyPercent: 0 },
    [],
  ],
  [
    "waits for what is not known yet",
    { deploymentMinimumHealthyPercent: unknownValue },
    ["string value at .deploymentMinimumHealthyPercent can't be known during preview"],
  ],
]);

const impatient =
  "A slow start counts as ill and is ended: set healthCheckGracePeriodSeconds to what a start takes.";
const loadBalancers = [{ containerName: "orders", containerPort: 8080, targetGroupArn: "arn" }];
describeRule<ServiceArgs>(ecsServiceHealthCheckGracePeriod, SERVICE, [
  ["reports no period, which is the default", { loadBalancers }, [impatient]],
  ["reports a period of nothing", { loadBalancers, healthCheckGracePeriodSeconds: 0 }, [impatient]],
  ["accepts a period", { loadBalancers, healthCheckGracePeriodSeconds: 30 }, []],
  ["accepts none behind no load balancer", {}, []],
  [
    "does not wait for the target group",
    { loadBalancers: [{ ...loadBalancers[0], targetGroupArn: unknownValue }] },
    [impatient],
  ],
  [
    "waits for a period that is not known yet",
    { loadBalancers, healthCheckGracePeriodSeconds: unknownValue },
    ["string value at .healthCheckGracePeriodSeconds can't be known during preview"],
  ],
]);

const spot = "Every task runs on Spot: add FARGATE to capacityProviderStrategies with base 1.";
describeRule<ServiceArgs>(ecsCapacityProviderFallback, SERVICE, [
  [
    "reports FARGATE without a share",
    {
      capacityProviderStrategies: [
        { capacityProvider: "FARGATE_SPOT", weight: 1 },
        { capacityProvider: "FARGATE" },
      ],
    },
    [spot],
  ],
  [
    "reports Spot alone",
    { capacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT", weight: 1 }] },
    [spot],
  ],
  [
    "reports FARGATE that gets no task",
    {
      capacityProviderStrategies: [
        { capacityProvider: "FARGATE_SPOT", base: 1 },
        { capacityProvider: "FARGATE", weight: 0 },
      ],
    },
    [spot],
  ],
  [
    "accepts a base beside it",
    {
      capacityProviderStrategies: [
        { capacityProvider: "FARGATE", base: 1 },
        { capacityProvider: "FARGATE_SPOT", weight: 3 },
      ],
    },
    [],
  ],
  [
    "accepts a share beside it",
    {
      capacityProviderStrategies: [
        { capacityProvider: "FARGATE", weight: 1 },
        { capacityProvider: "FARGATE_SPOT", weight: 1 },
      ],
    },
    [],
  ],
  [
    "accepts FARGATE alone",
    { capacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }] },
    [],
  ],
  ["leaves it to the cluster when nothing is said", {}, []],
  [
    "waits for a weight that is not known yet",
    { capacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT", weight: unknownValue }] },
    ["string value at .capacityProviderStrategies.0.weight can't be known during preview"],
  ],
]);

describe(`${ecsCapacityProviderFallback.name} of a cluster`, () => {
  ruleCases<ClusterCapacityProvidersArgs>(
    ecsCapacityProviderFallback,
    "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders",
    [
      [
        "reports Spot alone as what services have by default",
        {
          defaultCapacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT", weight: 1 }],
        },
        [spot.replace("capacityProviderStrategies", "defaultCapacityProviderStrategies")],
      ],
      [
        "accepts FARGATE beside it",
        {
          defaultCapacityProviderStrategies: [
            { capacityProvider: "FARGATE_SPOT", weight: 3 },
            { capacityProvider: "FARGATE", base: 1 },
          ],
        },
        [],
      ],
      ["accepts no default", { capacityProviders: ["FARGATE", "FARGATE_SPOT"] }, []],
    ],
  );
});

describe("mending a service", () => {
  it("gives it a circuit breaker, unless it rolls back already", async () => {
    const rolling = { deploymentCircuitBreaker: { enable: true, rollback: true } };
    const fix = (props: object) =>
      mended(ecsServiceDeploymentCircuitBreaker, { type: SERVICE, props });
    expect(await fix({ name: "orders" })).to.deep.equal({ name: "orders", ...rolling });
    expect(await fix(rolling)).to.equal(undefined);
  });

  it("gives deployments room, unless they have it", async () => {
    const room = { deploymentMinimumHealthyPercent: 100, deploymentMaximumPercent: 200 };
    const fix = (props: object) => mended(ecsServiceMinHealthyPercent, { type: SERVICE, props });
    expect(await fix({ deploymentMinimumHealthyPercent: 50 })).to.deep.equal(room);
    expect(await fix({ deploymentMaximumPercent: 150 })).to.deep.equal(room);
    expect(await fix({})).to.equal(undefined);
    expect(await fix({ ...singleton, deploymentMinimumHealthyPercent: 0 })).to.equal(undefined);
  });
});
