import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";

import { Deployment, Environment, MicroService, MicroServiceArgs } from "../../components";
import { statementsOf } from "../support/documents";
import { failureOf } from "../support/failure";
import { record, Recording } from "../support/mocks";
import { platformOf } from "../support/platform";
import { valueOf } from "../support/values";

type Args = Omit<MicroServiceArgs, "platform">;

const base: Args = {
  image: { context: "services/order-management/order-service" },
  port: 3001,
  size: { cpu: 512, memory: 1024 },
  routes: [{ path: ["/api/orders*", "/api/customers*"] }],
  health: { path: "/health" },
  scaling: { min: 2, max: 10 },
};

const deployed = (
  deployment: Deployment,
  environment: Environment = "dev",
  args: Partial<Args> = {},
) =>
  record(() => {
    const platform = platformOf(environment);
    return new MicroService("orders", { ...base, ...args, deployment, platform });
  });

const rolloutChecks = (recording: Recording) =>
  recording.resources.filter(({ inputs }) => inputs.kind === "rollout-check");

const shifts: [Deployment, object][] = [
  [{ strategy: "blueGreen" }, { strategy: "BLUE_GREEN", bakeTimeInMinutes: "10" }],
  [
    { strategy: "canary", percent: 2.5, minutes: 0, bakeMinutes: 0 },
    {
      strategy: "CANARY",
      bakeTimeInMinutes: "0",
      canaryConfiguration: { canaryPercent: 2.5, canaryBakeTimeInMinutes: "0" },
    },
  ],
  [
    { strategy: "linear" },
    {
      strategy: "LINEAR",
      bakeTimeInMinutes: "10",
      linearConfiguration: { stepPercent: 10, stepBakeTimeInMinutes: "1" },
    },
  ],
];

describe("a deployment", () => {
  for (const [deployment, configuration] of shifts) {
    it(`by ${deployment.strategy} is ECS's own, between two target groups of one rule`, async () => {
      const recording = await deployed(deployment);
      const { inputs } = recording.only(aws.ecs.Service);
      expect(inputs.deploymentConfiguration).to.deep.equal(configuration);
      expect(inputs.deploymentController).to.deep.equal({ type: "ECS" });
      expect(inputs.deploymentCircuitBreaker).to.deep.equal({ enable: true, rollback: true });
      const [blue, green] = recording.all(aws.lb.TargetGroup).map(({ name }) => name);
      expect([blue, green]).to.deep.equal(["orders", "orders-alternate"]);
      const { targetGroups } = recording.only(aws.lb.ListenerRule).inputs.actions[0].forward;
      expect(targetGroups.map(({ weight }: any) => weight)).to.deep.equal([100, 0]);
      const [balancer] = inputs.loadBalancers;
      expect(targetGroups.map(({ arn }: any) => arn)).to.deep.equal([
        balancer.targetGroupArn,
        balancer.advancedConfiguration.alternateTargetGroupArn,
      ]);
      expect(balancer.advancedConfiguration.productionListenerRule).to.contain("listener-rule/app");
      expect(balancer.advancedConfiguration.roleArn).to.match(
        /role\/order-management-orders-deployment-dev$/,
      );
    });
  }

  it("asks both target groups the same for their health, and takes documented names", async () => {
    const recording = await deployed({ strategy: "blueGreen" }, "dev", {
      targetGroupName: "orders-blue-prod",
      alternateTargetGroupName: "orders-green-prod",
    });
    const [blue, green] = recording.all(aws.lb.TargetGroup).map(({ inputs }) => inputs);
    expect([blue.name, green.name]).to.deep.equal(["orders-blue-prod", "orders-green-prod"]);
    expect({ ...green, name: blue.name }).to.deep.equal(blue);
    const [, groups] = statementsOf(recording, "orders-deployment");
    expect(groups.Resource).to.deep.equal(
      ["orders-blue-prod", "orders-green-prod"].map(
        group => `arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/${group}/*`,
      ),
    );
  });

  it("lets ECS move the service's own requests and nothing else", async () => {
    const recording = await deployed({ strategy: "blueGreen" });
    const statements = statementsOf(recording, "orders-deployment");
    const arn = "arn:aws:elasticloadbalancing:us-east-1:123456789012";
    expect(statements.map(s => [s.Sid, s.Resource])).to.deep.equal([
      ["DescribeLoadBalancing", ["*"]],
      [
        "RegisterTasks",
        [`${arn}:targetgroup/orders-???????/*`, `${arn}:targetgroup/orders-alternate-???????/*`],
      ],
      ["MoveRequests", [`${arn}:listener-rule/app/order-management-alb-dev/*/*/*`]],
    ]);
    expect(statements.flatMap(s => s.Action)).to.have.members([
      "elasticloadbalancing:DescribeListeners",
      "elasticloadbalancing:DescribeRules",
      "elasticloadbalancing:DescribeTargetGroups",
      "elasticloadbalancing:DescribeTargetHealth",
      "elasticloadbalancing:DeregisterTargets",
      "elasticloadbalancing:RegisterTargets",
      "elasticloadbalancing:ModifyRule",
    ]);
  });

  it("leaves a rule's weights to those who move them", async () => {
    const shifting = (await deployed({ strategy: "blueGreen" })).only(aws.lb.ListenerRule);
    const rolling = (await deployed({ strategy: "rolling" })).only(aws.lb.ListenerRule);
    expect([shifting.options.ignoreChanges, rolling.options.ignoreChanges]).to.deep.equal([
      ["actions"],
      [],
    ]);
    expect(rolling.inputs.actions[0]).to.have.property("targetGroupArn");
  });

  it("keeps the rule that deployments move when its route changes, and no other", async () => {
    const nameOf = async (strategy: "rolling" | "blueGreen", path: string) =>
      (await deployed({ strategy }, "dev", { routes: [path] })).only(aws.lb.ListenerRule).name;
    expect(await nameOf("blueGreen", "/a*")).to.equal(await nameOf("blueGreen", "/b*"));
    expect(await nameOf("rolling", "/a*")).to.not.equal(await nameOf("rolling", "/b*"));
  });

  it("makes a rule anew where its groups or the service's tasks begin anew, and only there", async () => {
    const triggerOf = async (strategy: Deployment["strategy"], serviceName?: string) => {
      const recording = await deployed({ strategy }, "dev", { serviceName });
      return recording.only(aws.lb.ListenerRule).options.replacementTrigger;
    };
    const native = await triggerOf("blueGreen");
    expect(await triggerOf("linear")).to.equal(native);
    const others = [
      await triggerOf("rolling"),
      await triggerOf("codeDeploy"),
      await triggerOf("blueGreen", "orders-2"),
    ];
    expect(new Set([native, ...others]).size).to.equal(4);
    expect(await triggerOf("rolling", "orders-2")).to.equal(others[0]);
  });

  it("gives rules of services with alike names names of their own", async () => {
    const deployment: Deployment = {
      strategy: "blueGreen",
      testTraffic: { header: "X-Version", value: "next" },
    };
    const recording = await record(() => {
      const platform = platformOf("dev");
      for (const name of ["orders", "orders-test", "orders-production"]) {
        new MicroService(name, { ...base, platform, deployment, routes: [`/${name}/*`] });
      }
    });
    const urns = recording.all(aws.lb.ListenerRule).map(({ urn }) => urn);
    expect(new Set(urns).size).to.equal(6);
  });

  it("starts new tasks with each update, without which ECS takes no other capacity", async () => {
    const forced = async (strategy: Deployment["strategy"]) =>
      (await deployed({ strategy })).only(aws.ecs.Service).inputs.forceNewDeployment;
    expect([await forced("rolling"), await forced("canary")]).to.deep.equal([true, true]);
    expect(await forced("codeDeploy")).to.equal(undefined);
  });

  it("is rolled back by alarms on what both target groups answer", async () => {
    const recording = await deployed({ strategy: "canary" }, "prod", { latencyTarget: 0.1 });
    const { alarms } = recording.only(aws.ecs.Service).inputs;
    expect([alarms.enable, alarms.rollback]).to.deep.equal([true, true]);
    expect(alarms.alarmNames.map((name: string) => name.slice(0, -8))).to.deep.equal([
      "orders-5xx",
      "orders-unhealthy",
      "orders-latency",
    ]);
    const { inputs } = recording.only(aws.cloudwatch.MetricAlarm, "orders-5xx");
    expect(inputs).to.not.have.property("metricName");
    expect(inputs.metricQueries[0].expression).to.equal("SUM([FILL(group1, 0), FILL(group2, 0)])");
    const groups = inputs.metricQueries.slice(1).map((q: any) => q.metric.dimensions.TargetGroup);
    expect(new Set(groups).size).to.equal(2);
  });

  it("calls functions with a right to them alone, and pauses for operators", async () => {
    const recording = await deployed({
      strategy: "blueGreen",
      hooks: [
        { stages: ["POST_SCALE_UP"], functionName: "smoke-test" },
        { stages: ["POST_PRODUCTION_TRAFFIC_SHIFT"], pauseMinutes: 30, afterwards: "CONTINUE" },
      ],
    });
    const { lifecycleHooks } = recording.only(aws.ecs.Service).inputs.deploymentConfiguration;
    const fn = "arn:aws:lambda:us-east-1:123456789012:function:smoke-test";
    expect(lifecycleHooks[0]).to.include({ targetType: "AWS_LAMBDA", hookTargetArn: fn });
    expect(lifecycleHooks[0].roleArn).to.contain("role/order-management-orders-deployment-dev");
    expect(lifecycleHooks[1]).to.deep.equal({
      lifecycleStages: ["POST_PRODUCTION_TRAFFIC_SHIFT"],
      targetType: "PAUSE",
      timeoutConfiguration: { timeoutInMinutes: "30", action: "CONTINUE" },
    });
    expect(statementsOf(recording, "orders-deployment").pop()).to.deep.include({
      Action: ["lambda:InvokeFunction"],
      Resource: [fn],
    });
  });

  for (const [deployment, minutes] of [
    [{ strategy: "blueGreen", bakeMinutes: 15 }, 15],
    [{ strategy: "canary", minutes: 7 }, 17],
    [{ strategy: "linear", percent: 30, minutes: 2 }, 18],
    [
      {
        strategy: "blueGreen",
        hooks: [{ stages: ["PRE_SCALE_UP", "POST_SCALE_UP"], pauseMinutes: 60 }],
      },
      130,
    ],
  ] as [Deployment, number][]) {
    it(`is checked when it should be over: ${JSON.stringify(deployment)}`, async () => {
      const [check] = rolloutChecks(await deployed(deployment));
      expect(check.inputs).to.include({ shifting: true, timeoutSeconds: 1800 + minutes * 60 });
    });
  }

  for (const deployment of [{ strategy: "rolling" }, { strategy: "blueGreen" }] as Deployment[]) {
    it(`is checked with all that its service is asked for: ${deployment.strategy}`, async () => {
      const checkOf = async (args: Partial<Args>) =>
        rolloutChecks(await deployed(deployment, "dev", args))[0].inputs;
      const check = await checkOf({});
      expect(JSON.parse(check.configuration)).to.include.keys(
        "networkConfiguration",
        "loadBalancers",
        "deploymentConfiguration",
      );
      expect((await checkOf({ capacity: "fargate" })).configuration).to.not.equal(
        check.configuration,
      );
      const scaled = await checkOf({ scaling: { min: 3, max: 9 } });
      expect(scaled.configuration).to.equal(check.configuration);
    });
  }

  it("holds back who calls the service until its check is over, CodeDeploy's too", async () => {
    for (const strategy of ["rolling", "codeDeploy"] as const) {
      const recording = await record(() => {
        const platform = platformOf("dev");
        const orders = new MicroService("orders", { ...base, platform, deployment: { strategy } });
        const routes = ["/api/users*"];
        new MicroService("users", { ...base, platform, routes, link: [orders] });
      });
      const [{ urn }] = rolloutChecks(recording);
      const { options } = recording.only(aws.ecs.Service, "users");
      expect(options.dependencies, strategy).to.include(urn);
    }
  });

  it("adds to the time that the tasks may take to come up, where the service says one", async () => {
    const args = { rolloutTimeoutSeconds: 600 };
    const limitOf = async (deployment: Deployment) =>
      rolloutChecks(await deployed(deployment, "dev", args))[0].inputs.timeoutSeconds;
    expect(await limitOf({ strategy: "rolling" })).to.equal(600);
    expect(await limitOf({ strategy: "blueGreen", bakeMinutes: 10 })).to.equal(1200);
  });

  it("lets requests with a header reach the new version first, by a rule of their own", async () => {
    const testTraffic = { header: "X-Version", value: "next" };
    const recording = await deployed({ strategy: "blueGreen", testTraffic });
    const [production, test] = recording.all(aws.lb.ListenerRule);
    expect(test.inputs.conditions).to.deep.equal([
      ...production.inputs.conditions,
      { httpHeader: { httpHeaderName: "x-version", values: ["next"] } },
    ]);
    expect(test.inputs.actions).to.deep.equal(production.inputs.actions);
    expect(test.inputs.priority).to.be.lessThan(production.inputs.priority);
    expect(test.options.ignoreChanges).to.deep.equal(["actions"]);
    const { advancedConfiguration } = recording.only(aws.ecs.Service).inputs.loadBalancers[0];
    expect(advancedConfiguration.productionListenerRule).to.not.equal(
      advancedConfiguration.testListenerRule,
    );
    expect(advancedConfiguration.testListenerRule).to.contain("listener-rule/app");
  });

  it("takes the place that the rule for tests must have", async () => {
    const route = { path: "/api/orders*", priority: 7 };
    const at = (priority?: number) =>
      deployed(
        { strategy: "linear", testTraffic: { header: "X-Version", value: "next", priority } },
        "dev",
        { routes: [route] },
      );
    const rules = (await at(6)).all(aws.lb.ListenerRule);
    expect(rules.map(({ inputs }) => inputs.priority)).to.deep.equal([7, 6]);
    expect(await failureOf(at())).to.contain("is never reached");
  });

  it("replaces the service when its controller changes, old before new", async () => {
    const { options } = (await deployed({ strategy: "blueGreen" })).only(aws.ecs.Service);
    expect(options.deleteBeforeReplace).to.equal(true);
    expect(options.replaceOnChanges).to.deep.equal(["deploymentController"]);
  });
});

describe("a deployment by CodeDeploy", () => {
  it("is a group of the system's one application, on the service's two target groups", async () => {
    const recording = await record(() => {
      const platform = platformOf("prod");
      const common = { ...base, platform, deployment: { strategy: "codeDeploy" } as const };
      new MicroService("users", { ...common, routes: ["/api/users*"], serviceName: "users-svc" });
      return new MicroService("orders", common);
    });
    expect(recording.only(aws.codedeploy.Application).inputs).to.deep.equal({
      name: "order-management-prod",
      computePlatform: "ECS",
    });
    const { inputs } = recording.only(aws.codedeploy.DeploymentGroup, "orders");
    expect(inputs).to.deep.include({
      appName: "order-management-prod",
      deploymentGroupName: "orders",
      deploymentConfigName: "CodeDeployDefault.ECSCanary10Percent5Minutes",
      ecsService: { clusterName: "order-management-prod", serviceName: "orders" },
      autoRollbackConfiguration: {
        enabled: true,
        events: ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"],
      },
    });
    const { terminateBlueInstancesOnDeploymentSuccess } = inputs.blueGreenDeploymentConfig;
    expect(terminateBlueInstancesOnDeploymentSuccess).to.deep.equal({
      action: "TERMINATE",
      terminationWaitTimeInMinutes: 5,
    });
    expect(inputs.alarmConfiguration.alarms).to.have.length(2);
    const pair = inputs.loadBalancerInfo.targetGroupPairInfo;
    expect(pair.prodTrafficRoute.listenerArns).to.have.length(1);
    expect(pair.targetGroups.map(({ name }: any) => name.slice(0, -8))).to.deep.equal([
      "orders",
      "orders-alternate",
    ]);
    const users = recording.only(aws.codedeploy.DeploymentGroup, "users").inputs;
    expect(users.deploymentGroupName).to.equal("users-svc");
  });

  it("takes another configuration and another wait", async () => {
    const config = "CodeDeployDefault.ECSLinear10PercentEvery1Minutes";
    const recording = await deployed({ strategy: "codeDeploy", config, bakeMinutes: 60 });
    const { inputs } = recording.only(aws.codedeploy.DeploymentGroup);
    expect(inputs.deploymentConfigName).to.equal(config);
    expect(
      inputs.blueGreenDeploymentConfig.terminateBlueInstancesOnDeploymentSuccess,
    ).to.deep.include({ terminationWaitTimeInMinutes: 60 });
    const dev = await deployed({ strategy: "codeDeploy" });
    expect(dev.only(aws.codedeploy.DeploymentGroup).inputs.deploymentConfigName).to.equal(
      "CodeDeployDefault.ECSAllAtOnce",
    );
  });

  it("leaves to CodeDeploy what CodeDeploy changes, and has no breaker", async () => {
    const recording = await deployed({ strategy: "codeDeploy" });
    const { inputs, options } = recording.only(aws.ecs.Service);
    expect(inputs.deploymentController).to.deep.equal({ type: "CODE_DEPLOY" });
    expect(inputs).to.not.have.any.keys("deploymentCircuitBreaker", "deploymentConfiguration");
    expect(inputs.loadBalancers[0]).to.not.have.property("advancedConfiguration");
    expect(options.ignoreChanges).to.deep.equal([
      "desiredCount",
      "loadBalancers",
      "taskDefinition",
      "networkConfiguration",
      "capacityProviderStrategies",
    ]);
    expect(recording.only(aws.lb.ListenerRule).options.ignoreChanges).to.deep.equal(["actions"]);
  });

  it("has a check of its first version, which no later one and no other change touches", async () => {
    const inputsOf = async (args: Partial<Args>) => {
      const recording = await deployed({ strategy: "codeDeploy" }, "dev", args);
      return { ...rolloutChecks(recording)[0].inputs, __provider: undefined };
    };
    const first = await inputsOf({});
    expect(first).to.not.have.any.keys("taskDefinitionArn", "configuration");
    expect(first).to.include({ service: "orders", shifting: false, timeoutSeconds: 1800 });
    expect(await inputsOf({ environment: { A: "b" }, capacity: "fargate" })).to.deep.equal(first);
  });

  it("tells the commands where the tasks go, which ECS takes from CodeDeploy alone", async () => {
    const recording = await record(() => {
      const platform = platformOf("dev");
      const capacity = { fargate: { base: 1, weight: 1 }, spot: { weight: 3 } };
      const deployment = { strategy: "codeDeploy" } as const;
      new MicroService("orders", { ...base, platform, capacity, deployment });
      return pulumi.output(platform.operations().services[0].codeDeploy);
    });
    const codeDeploy = await valueOf(recording.result);
    const { networkConfiguration, capacityProviderStrategies } = recording.only(
      aws.ecs.Service,
    ).inputs;
    expect(codeDeploy).to.deep.equal({
      application: "order-management-dev",
      deploymentGroup: "orders",
      subnetIds: networkConfiguration.subnets,
      securityGroupIds: networkConfiguration.securityGroups,
      capacity: capacityProviderStrategies,
    });
  });

  it("has a role that only its own group may take, with rights to its own service", async () => {
    const recording = await deployed({ strategy: "codeDeploy" }, "prod");
    const { inputs } = recording.only(aws.iam.Role, "orders-deployment");
    expect(JSON.parse(inputs.assumeRolePolicy).Statement[0]).to.deep.include({
      Principal: { Service: "codedeploy.amazonaws.com" },
      Condition: {
        StringEquals: { "aws:SourceAccount": "123456789012" },
        ArnLike: {
          "aws:SourceArn":
            "arn:aws:codedeploy:us-east-1:123456789012:deploymentgroup:order-management-prod/orders",
        },
      },
    });
    const statements = statementsOf(recording, "orders-deployment");
    expect(statements.map(s => [s.Sid, s.Resource])).to.deep.equal([
      [
        "ReplaceTasks",
        ["service", "task-set"].map(
          (kind, index) =>
            `arn:aws:ecs:us-east-1:123456789012:${kind}/order-management-prod/orders${index ? "/*" : ""}`,
        ),
      ],
      [
        "StartTasks",
        ["execution", "task"].map(
          kind => `arn:aws:iam::123456789012:role/order-management-orders-${kind}-prod`,
        ),
      ],
      ["DescribeLoadBalancing", ["*"]],
      [
        "MoveRequests",
        [
          "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener-rule/app/order-management-alb-prod/*/*/*",
        ],
      ],
      ["ReadAlarms", ["arn:aws:cloudwatch:us-east-1:123456789012:alarm:orders-*"]],
    ]);
    const roles = recording.all(aws.iam.Role).map(role => role.inputs.name);
    expect(roles).to.include.members([
      "order-management-orders-execution-prod",
      "order-management-orders-task-prod",
    ]);
  });
});

describe("what a deployment cannot be", () => {
  for (const [deployment, args, message] of [
    [
      { strategy: "blueGreen" },
      { routes: ["/a*", "/b*"] },
      'deployment.strategy is "blueGreen", which moves one rule, but there are 2 routes; join their paths in one',
    ],
    [
      { strategy: "codeDeploy" },
      { routes: [] },
      'deployment.strategy is "codeDeploy", but there are no routes',
    ],
    ...(["blueGreen", "canary", "linear", "codeDeploy"] as const).map(
      (strategy): [Deployment, Partial<Args>, string] => [
        { strategy },
        { routes: [{ path: "/a*", auth: { jwt: { issuer: "i", jwksEndpoint: "https://i/k" } } }] },
        `deployment.strategy is "${strategy}", but a route has auth`,
      ],
    ),
    [
      { strategy: "codeDeploy", bakeMinutes: 1441 },
      {},
      "deployment.bakeMinutes is 1441; use a whole number from 0 to 1440",
    ],
    [{ strategy: "codeDeploy", config: "a b" }, {}, 'deployment.config is "a b"'],
    [
      { strategy: "canary", percent: 0 },
      {},
      "deployment.percent is 0; use a number from 0.1 to 100",
    ],
    [{ strategy: "linear", percent: 2 }, {}, "deployment.percent is 2; use a number from 3 to 100"],
    [{ strategy: "linear", minutes: 0.5 }, {}, "deployment.minutes is 0.5; use a whole number"],
    [
      { strategy: "blueGreen", hooks: [{ stages: [], functionName: "f" }] },
      {},
      "a hook of deployment.hooks has no stages",
    ],
    [
      { strategy: "blueGreen", hooks: [{ stages: ["TEST_TRAFFIC_SHIFT"], pauseMinutes: 0 }] },
      {},
      "pauseMinutes is 0; use a whole number from 1 to 20160",
    ],
    [
      { strategy: "blueGreen", hooks: [{ stages: ["TEST_TRAFFIC_SHIFT"], pauseMinutes: 1 }] },
      {},
      "pauses at TEST_TRAFFIC_SHIFT, where ECS does not",
    ],
    [
      { strategy: "blueGreen", hooks: [{ stages: ["PRE_SCALE_UP"], functionName: "a:b" }] },
      {},
      'names the function "a:b"',
    ],
    [
      { strategy: "blueGreen", testTraffic: { header: "X-Version", value: "next" } },
      { routes: [], discovery: "serviceConnect" },
      "deployment.testTraffic is given, but there are no routes",
    ],
    [
      { strategy: "rolling" },
      { rolloutTimeoutSeconds: 59 },
      "rolloutTimeoutSeconds is 59; use a whole number from 60 to 43200",
    ],
    [
      { strategy: "canary" },
      { rolloutTimeoutSeconds: 43201 },
      "rolloutTimeoutSeconds is 43201; use a whole number from 60 to 43200",
    ],
    [
      { strategy: "codeDeploy" },
      { rolloutTimeoutSeconds: 600 },
      "rolloutTimeoutSeconds is given, but CodeDeploy brings new versions out",
    ],
    [
      { strategy: "rolling" },
      { alternateTargetGroupName: "green" },
      "a rolling deployment has one target group",
    ],
  ] as [Deployment, Partial<Args>, string][]) {
    it(`${JSON.stringify({ ...deployment, ...args }).slice(0, 80)}`, async () => {
      expect(await failureOf(deployed(deployment, "dev", args))).to.contain(message);
    });
  }
});
