import { expect } from "chai";

import { balancer, configuration, task, TestAccount, TRUST, urnOf } from "./support";

const CERTIFICATE =
  "arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-4000-8000-000000000000";

const SERVICE = "aws:ecs/service:Service";
const GROUP = "aws:codedeploy/deploymentGroup:DeploymentGroup";

const problemsOf = (type: string, news: object) =>
  new TestAccount().provider
    .check(urnOf(type, "x"), {}, { ...news }, configuration)
    .problems.map(({ property, reason }) => `${property}: ${reason}`);

const ADVANCED = { alternateTargetGroupArn: "g", productionListenerRule: "r", roleArn: "role" };
const LOAD_BALANCERS = [{ targetGroupArn: "b", containerName: "orders", containerPort: 3001 }];
const SHIFTED = [{ ...LOAD_BALANCERS[0], advancedConfiguration: ADVANCED }];
const CODE_DEPLOYS = { deploymentController: { type: "CODE_DEPLOY" } };
const BY_CODE_DEPLOY = { ...CODE_DEPLOYS, loadBalancers: LOAD_BALANCERS };
const PAIR = {
  prodTrafficRoute: { listenerArns: ["l"] },
  targetGroups: [{ name: "blue" }, { name: "green" }],
};
const DEPLOYED = {
  appName: "shop",
  deploymentGroupName: "orders",
  serviceRoleArn: "role",
  ecsService: { clusterName: "shop", serviceName: "orders" },
  deploymentStyle: { deploymentType: "BLUE_GREEN", deploymentOption: "WITH_TRAFFIC_CONTROL" },
  blueGreenDeploymentConfig: { deploymentReadyOption: { actionOnTimeout: "CONTINUE_DEPLOYMENT" } },
  autoRollbackConfiguration: { enabled: true, events: ["DEPLOYMENT_FAILURE"] },
  loadBalancerInfo: { targetGroupPairInfo: PAIR },
};
const strategy = (name: string, rest: object = {}) => ({
  deploymentConfiguration: { strategy: name, ...rest },
});
const ACTION = "aws:appautoscaling/scheduledAction:ScheduledAction";
const NIGHTLY = {
  resourceId: "service/shop/orders",
  scalableDimension: "ecs:service:DesiredCount",
  serviceNamespace: "ecs",
  schedule: "cron(0 20 ? * * *)",
  scalableTargetAction: { minCapacity: 0, maxCapacity: 0 },
};
const paused = (stage: string) => ({
  lifecycleStages: [stage],
  targetType: "PAUSE",
});

/** Inputs that pass, and the same with one mistake: what is said of it. */
const cases: [type: string, valid: object, mistake: object, message: string][] = [
  [
    SERVICE,
    { ...strategy("BLUE_GREEN"), loadBalancers: SHIFTED },
    { loadBalancers: LOAD_BALANCERS },
    "advancedConfiguration is required for load balancers of a BLUE_GREEN deployment",
  ],
  [
    SERVICE,
    strategy("CANARY", { canaryConfiguration: { canaryPercent: 10 } }),
    strategy("CANARY"),
    "canaryConfiguration is required",
  ],
  [
    SERVICE,
    strategy("LINEAR", { linearConfiguration: { stepPercent: 3 } }),
    strategy("LINEAR", { linearConfiguration: { stepPercent: 2.9 } }),
    "2.9 is not valid; use 3 to 100 percent",
  ],
  [SERVICE, strategy("ROLLING"), strategy("SLOWLY"), "use one of ROLLING, BLUE_GREEN"],
  [
    SERVICE,
    strategy("BLUE_GREEN", { bakeTimeInMinutes: "1440" }),
    strategy("BLUE_GREEN", { bakeTimeInMinutes: "1441" }),
    "from 0 to 1440",
  ],
  [
    SERVICE,
    strategy("BLUE_GREEN", { lifecycleHooks: [paused("PRE_SCALE_UP")] }),
    strategy("BLUE_GREEN", { lifecycleHooks: [paused("TEST_TRAFFIC_SHIFT")] }),
    "a PAUSE hook cannot be at the stage TEST_TRAFFIC_SHIFT",
  ],
  [
    SERVICE,
    BY_CODE_DEPLOY,
    { deploymentCircuitBreaker: { enable: true, rollback: true } },
    "circuit breaker feature is only supported with ECS",
  ],
  [
    SERVICE,
    BY_CODE_DEPLOY,
    { loadBalancers: [] },
    "the CODE_DEPLOY deployment controller needs exactly one",
  ],
  [
    SERVICE,
    BY_CODE_DEPLOY,
    { serviceConnectConfiguration: { enabled: true } },
    "Service Connect is not supported",
  ],
  [
    GROUP,
    DEPLOYED,
    { loadBalancerInfo: { targetGroupPairInfo: { ...PAIR, targetGroups: [{ name: "blue" }] } } },
    "1 target groups; an ECS deployment group takes two",
  ],
  [
    GROUP,
    DEPLOYED,
    {
      loadBalancerInfo: {
        targetGroupPairInfo: { ...PAIR, prodTrafficRoute: { listenerArns: ["a", "b"] } },
      },
    },
    "2 production listeners; an ECS deployment group takes one",
  ],
  [
    GROUP,
    DEPLOYED,
    { autoRollbackConfiguration: { enabled: true, events: ["DEPLOYMENT_SUCCESS"] } },
    "DEPLOYMENT_SUCCESS is not one of",
  ],
  [ACTION, NIGHTLY, { schedule: "cron(0 20 * * *)" }, "cron() with six fields"],
  [
    ACTION,
    NIGHTLY,
    { scalableTargetAction: { minCapacity: 2, maxCapacity: 1 } },
    "maxCapacity 1 is below minCapacity 2",
  ],
  [ACTION, NIGHTLY, { scalableTargetAction: {} }, "set minCapacity or maxCapacity"],
  [
    GROUP,
    DEPLOYED,
    { deploymentStyle: { deploymentType: "IN_PLACE" } },
    "an ECS deployment group takes BLUE_GREEN, WITH_TRAFFIC_CONTROL",
  ],
];

describe("the check of a deployment", () => {
  for (const [type, valid, mistake, message] of cases) {
    it(`of ${type} says ${message}`, () => {
      const inputs = type === SERVICE ? { name: "orders", ...valid } : valid;
      expect(problemsOf(type, inputs)).to.deep.equal([]);
      expect(problemsOf(type, { ...inputs, ...mistake }).join()).to.contain(message);
    });
  }
});

describe("a deployment in the account", () => {
  let account: TestAccount;
  beforeEach(() => (account = new TestAccount()));

  /** Two target groups and a rule, which leads to as many of them as it is told. */
  function twoGroups(led: number, checks: readonly object[] = []) {
    const { listener, group, subnetIds, vpc } = balancer(
      account,
      checks.length > 0 ? CERTIFICATE : undefined,
    );
    const green = account.make("aws:lb/targetGroup:TargetGroup", "green", {
      port: 3001,
      protocol: "HTTP",
      targetType: "ip",
      vpcId: vpc.id,
    });
    const groups = [group, green].map(({ outputs }) => outputs);
    const rule = account.make("aws:lb/listenerRule:ListenerRule", "orders", {
      listenerArn: listener.outputs.arn,
      priority: 1,
      conditions: [{ pathPattern: { values: ["/*"] } }],
      actions: [
        ...checks,
        {
          type: "forward",
          forward: { targetGroups: groups.slice(0, led).map(({ arn }) => ({ arn, weight: 1 })) },
        },
      ],
    });
    const role = account.make("aws:iam/role:Role", "r", { assumeRolePolicy: TRUST });
    account.make("aws:ecs/cluster:Cluster", "c", { name: "shop" });
    const definition = account.make(
      "aws:ecs/taskDefinition:TaskDefinition",
      "orders",
      task({ portMappings: [{ containerPort: 3001, name: "http" }] }),
    );
    const service = (changes: object, advancedConfiguration?: object) => ({
      name: "orders",
      cluster: "shop",
      taskDefinition: definition.outputs.arn,
      networkConfiguration: { subnets: subnetIds },
      loadBalancers: [
        {
          targetGroupArn: groups[0].arn,
          containerName: "orders",
          containerPort: 3001,
          advancedConfiguration,
        },
      ],
      ...changes,
    });
    const advanced = {
      alternateTargetGroupArn: groups[1].arn,
      productionListenerRule: rule.outputs.arn,
      roleArn: role.outputs.arn,
    };
    return { service, advanced, groups, listener, role };
  }

  it("by ECS needs a rule that leads to both target groups", () => {
    const make = (led: number) => {
      account = new TestAccount();
      const { service, advanced } = twoGroups(led);
      account.make(SERVICE, "s", service(strategy("BLUE_GREEN"), advanced));
    };
    expect(() => make(1)).to.throw("does not forward to both target groups");
    expect(() => make(2)).to.not.throw();
  });

  it("by ECS needs a rule that does nothing but forward", () => {
    const jwtValidation = { issuer: "https://id.example", jwksEndpoint: "https://id.example/keys" };
    const { service, advanced } = twoGroups(2, [{ type: "jwt-validation", jwtValidation }]);
    expect(() => account.make(SERVICE, "s", service(strategy("BLUE_GREEN"), advanced))).to.throw(
      "does more than forward (jwt-validation, forward)",
    );
  });

  it("with Service Connect needs its namespace and a port of the name it says", () => {
    const { service } = twoGroups(2);
    const make = (namespace: string, portName: string) => () =>
      account.make(
        SERVICE,
        "s",
        service({
          serviceConnectConfiguration: { enabled: true, namespace, services: [{ portName }] },
        }),
      );
    const { outputs } = account.make(
      "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace",
      "n",
      { name: "shop.internal", vpc: "vpc-1" },
    );
    expect(make(`${outputs.arn}x`, "http")).to.throw("there is no namespace");
    expect(make(outputs.arn, "web")).to.throw("the portName web does not match");
    expect(make(outputs.arn, "http")).to.not.throw();
  });

  it("by CodeDeploy needs its application, target groups and a service that is CodeDeploy's", () => {
    const { service, groups, listener, role } = twoGroups(2);
    const made = account.make(SERVICE, "s", service({}));
    const group = (changes: object = {}) =>
      account.make(GROUP, "orders", {
        ...DEPLOYED,
        serviceRoleArn: role.outputs.arn,
        loadBalancerInfo: {
          targetGroupPairInfo: {
            prodTrafficRoute: { listenerArns: [listener.outputs.arn] },
            targetGroups: groups.map(({ name }) => ({ name })),
          },
        },
        ...changes,
      });
    expect(() => group()).to.throw("there is no application shop");
    account.make("aws:codedeploy/application:Application", "shop", {
      name: "shop",
      computePlatform: "ECS",
    });
    expect(() => group()).to.throw("must be configured for a CODE_DEPLOY deployment controller");
    account.drop(made);
    expect(() => group()).to.throw("there is no service orders in cluster shop");
    account.make(SERVICE, "s", service({ deploymentController: { type: "CODE_DEPLOY" } }));
    expect(() => group({ loadBalancerInfo: DEPLOYED.loadBalancerInfo })).to.throw(
      "there is no target group blue",
    );
    expect(() => group()).to.not.throw();
  });

  it("is forced where another capacity is asked for, which the provider wants, and never CodeDeploy's", () => {
    const { service } = twoGroups(2);
    const on = (capacityProvider: string) => ({
      capacityProviderStrategies: [{ capacityProvider }],
    });
    const forced = { forceNewDeployment: true };
    const byEcs = account.make(SERVICE, "s", service(on("FARGATE")));
    expect(() => account.change(byEcs, on("FARGATE_SPOT"))).to.throw(
      "force_new_deployment should be true when capacity_provider_strategy is being updated",
    );
    expect(() => account.change(byEcs, { ...on("FARGATE_SPOT"), ...forced })).to.not.throw();
    account.drop(byEcs);
    const byCodeDeploy = account.make(SERVICE, "s", service(CODE_DEPLOYS));
    expect(() => account.change(byCodeDeploy, forced)).to.throw("Cannot force a new deployment");
    expect(() => account.change(byCodeDeploy, { tags: { a: "b" } })).to.not.throw();
  });

  for (const [property, value] of [
    ["networkConfiguration", { subnets: ["subnet-1"] }],
    ["taskDefinition", "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:9"],
    ["platformVersion", "1.4.0"],
  ] as const) {
    it(`by CodeDeploy alone changes ${property}, in a preview too`, () => {
      const { service } = twoGroups(2);
      const made = account.make(SERVICE, "s", service(CODE_DEPLOYS));
      const { inputs, outputs, id, urn } = made;
      const news = { ...inputs, [property]: value };
      const change = { id, oldInputs: inputs, oldOutputs: outputs, news };
      for (const preview of [true, false]) {
        expect(() => account.provider.update(urn, change, configuration, preview)).to.throw(
          /Unable to update .* on services with a CODE_DEPLOY deployment controller/,
        );
      }
    });
  }
});
