import * as aws from "@pulumi/aws";
import * as docker from "@pulumi/docker";
import { expect } from "chai";

import {
  ContainerImage,
  Database,
  Environment,
  MicroService,
  MicroServiceArgs,
} from "../../components";
import { record, Recording } from "../support/mocks";
import { platformOf } from "../support/platform";

type Args = Omit<MicroServiceArgs, "platform">;

const base: Args = {
  image: { context: "services/order-management/order-service" },
  port: 3001,
  size: { cpu: 512, memory: 1024 },
  routes: ["/api/orders*"],
  health: { path: "/health" },
  scaling: { min: 2, max: 10 },
};

const DIGEST = `sha256:${"a".repeat(64)}`;

const service = (args: Partial<Args> = {}, environment: Environment = "dev") =>
  record(() => new MicroService("orders", { ...base, ...args, platform: platformOf(environment) }));

function container(recording: Recording, task = "orders"): any {
  const { inputs } = recording.only(aws.ecs.TaskDefinition, task);
  return JSON.parse(inputs.containerDefinitions)[0];
}

function statements(recording: Recording, name: string): any[] {
  return JSON.parse(recording.only(aws.iam.RolePolicy, name).inputs.policy).Statement;
}

const failure = (recording: Promise<unknown>) =>
  recording.then(
    () => "no failure",
    (error: Error) => error.message,
  );

describe("MicroService", () => {
  it("runs on Fargate in the private subnets, without a public address", async () => {
    const { inputs } = (await service()).only(aws.ecs.Service);
    expect(inputs.networkConfiguration.assignPublicIp).to.equal(false);
    expect(inputs.networkConfiguration.securityGroups).to.have.length(1);
    expect(inputs.networkConfiguration.subnets).to.have.length(2);
  });

  it("pins its image by digest", async () => {
    expect(container(await service()).image).to.match(/@sha256:[0-9a-f]{64}$/);
  });

  it("rolls back what does not come up", async () => {
    const { inputs } = (await service()).only(aws.ecs.Service);
    expect(inputs.deploymentCircuitBreaker).to.deep.equal({ enable: true, rollback: true });
    expect(inputs).to.include({
      deploymentMinimumHealthyPercent: 100,
      deploymentMaximumPercent: 200,
    });
  });

  it("gives the execution role exactly what starting the task takes", async () => {
    const recording = await record(() => {
      const platform = platformOf("prod");
      const { scope, network, key } = platform;
      const database = new Database("db", { scope, network, key, databaseName: "orders" });
      return new MicroService("orders", { ...base, platform, link: [database] });
    });
    expect(statements(recording, "orders-execution").map(s => [s.Sid, s.Resource])).to.deep.equal([
      ["RegistryToken", ["*"]],
      ["PullImages", ["arn:aws:ecr:us-east-1:123456789012:repository/order-management/orders"]],
      [
        "WriteLogs",
        [
          "arn:aws:logs:us-east-1:123456789012:log-group:/ecs/order-management-prod:log-stream:orders/*",
        ],
      ],
      [
        "ReadParameters",
        ["arn:aws:ssm:us-east-1:123456789012:parameter/order-management/database/url"],
      ],
      ["DecryptSecrets", ["arn:aws:kms:us-east-1:123456789012:key/*"]],
    ]);
  });

  it("gives its code no rights that it was not given", async () => {
    const recording = await service({ exec: false });
    expect(recording.all(aws.iam.RolePolicy).map(p => p.name)).to.not.include("orders-task");
    const permissions = [
      { sid: "Own", actions: ["sqs:SendMessage"], resources: ["arn:aws:sqs:us-east-1:1:q"] },
    ];
    expect(statements(await service({ exec: false, permissions }), "orders-task")).to.deep.equal([
      {
        Sid: "Own",
        Effect: "Allow",
        Action: ["sqs:SendMessage"],
        Resource: ["arn:aws:sqs:us-east-1:1:q"],
      },
    ]);
  });

  it("takes a linked database's URL as a secret, and nothing secret in the clear", async () => {
    const recording = await record(() => {
      const platform = platformOf("dev");
      const { scope, network, key } = platform;
      const database = new Database("db", { scope, network, key, databaseName: "orders" });
      return new MicroService("orders", {
        ...base,
        platform,
        link: [database],
        environment: { A: "1" },
      });
    });
    const { environment, secrets } = container(recording);
    expect(environment).to.deep.equal([
      { name: "A", value: "1" },
      { name: "PORT", value: "3001" },
    ]);
    expect(secrets).to.deep.equal([
      {
        name: "DATABASE_URL",
        valueFrom: "arn:aws:ssm:us-east-1:123456789012:parameter/order-management/dev/database/url",
      },
    ]);
  });

  it("opens one port to a linked service, on both sides, and gives its URL", async () => {
    const recording = await record(() => {
      const platform = platformOf("dev");
      const orders = new MicroService("orders", { ...base, platform });
      return new MicroService("invoices", {
        ...base,
        port: 3004,
        routes: [],
        platform,
        link: [orders],
      });
    });
    const groups = (name: string) => recording.only(aws.ec2.SecurityGroup, name);
    expect(groups("orders") && groups("invoices")).to.not.equal(undefined);
    const egress = recording.only(aws.vpc.SecurityGroupEgressRule, "invoices-to-orders").inputs;
    const ingress = recording.only(aws.vpc.SecurityGroupIngressRule, "invoices-to-orders").inputs;
    expect([egress.fromPort, egress.toPort, ingress.fromPort, ingress.toPort]).to.deep.equal([
      3001, 3001, 3001, 3001,
    ]);
    expect([egress.securityGroupId, egress.referencedSecurityGroupId]).to.deep.equal([
      ingress.referencedSecurityGroupId,
      ingress.securityGroupId,
    ]);
    expect(container(recording, "invoices").secrets.map((s: any) => s.name)).to.deep.equal([
      "ORDERS_URL",
    ]);
    expect(recording.only(aws.ssm.Parameter, "orders-url").inputs).to.include({
      name: "/order-management/dev/services/orders/url",
      value: "http://orders.order-management-dev.internal:3001",
    });
  });

  it("asks for its health in the container and at the load balancer", async () => {
    const recording = await service({
      health: { path: "/ready", interval: 10, timeout: 4, retries: 2, startPeriod: 60 },
    });
    expect(container(recording).healthCheck).to.deep.equal({
      command: ["CMD-SHELL", "wget -q -O /dev/null http://127.0.0.1:3001/ready || exit 1"],
      interval: 10,
      timeout: 4,
      retries: 2,
      startPeriod: 60,
    });
    expect(recording.only(aws.lb.TargetGroup).inputs.healthCheck).to.deep.include({
      path: "/ready",
      interval: 10,
      timeout: 4,
      unhealthyThreshold: 2,
      matcher: "200",
    });
    expect(recording.only(aws.ecs.Service).inputs.healthCheckGracePeriodSeconds).to.equal(60);
  });

  it("asks for readiness at the load balancer alone", async () => {
    const recording = await service({
      health: {
        path: "/health",
        interval: 10,
        timeout: 5,
        retries: 4,
        readiness: { path: "/ready", interval: 5, timeout: 2, retries: undefined },
      },
    });
    expect(container(recording).healthCheck).to.deep.include({ interval: 10, timeout: 5 });
    expect(container(recording).healthCheck.command[1]).to.contain(":3001/health ");
    expect(recording.only(aws.lb.TargetGroup).inputs.healthCheck).to.deep.include({
      path: "/ready",
      interval: 5,
      timeout: 2,
      unhealthyThreshold: 4,
    });
  });

  it("takes a documented service name and keeps its own everywhere else", async () => {
    const recording = await service({ serviceName: "orders-service" }, "prod");
    const { inputs } = recording.only(aws.ecs.Service);
    expect([inputs.name, inputs.loadBalancers[0].containerName]).to.deep.equal([
      "orders-service",
      "orders",
    ]);
    expect(recording.only(aws.servicediscovery.Service).inputs.name).to.equal("orders");
    expect(recording.only(aws.appautoscaling.Target).inputs.resourceId).to.equal(
      "service/order-management-prod/orders-service",
    );
    const alarm = recording.only(aws.cloudwatch.MetricAlarm, "orders-cpu");
    expect(alarm.inputs.dimensions.ServiceName).to.equal("orders-service");
  });

  it("runs the health command it was given", async () => {
    const recording = await service({ health: { path: "/health", command: ["CMD", "/bin/well"] } });
    expect(container(recording).healthCheck.command).to.deep.equal(["CMD", "/bin/well"]);
  });

  it("keeps the root file system read-only unless operators may open a shell", async () => {
    expect(container(await service({ exec: false }))).to.deep.include({
      readonlyRootFilesystem: true,
      user: "1001:1001",
      linuxParameters: { initProcessEnabled: true, capabilities: { drop: ["ALL"] } },
    });
    const open = await service({ exec: true });
    expect(container(open).readonlyRootFilesystem).to.equal(false);
    expect(open.only(aws.ecs.Service).inputs.enableExecuteCommand).to.equal(true);
    expect(statements(open, "orders-task").map(s => s.Sid)).to.deep.equal([
      "OpenExecChannels",
      "FindExecLogGroup",
      "WriteExecLogs",
      "DecryptExecSession",
    ]);
  });

  it("is closed to shells in prod unless asked, open elsewhere", async () => {
    expect((await service({}, "prod")).only(aws.ecs.Service).inputs.enableExecuteCommand).to.equal(
      false,
    );
    expect((await service({}, "dev")).only(aws.ecs.Service).inputs.enableExecuteCommand).to.equal(
      true,
    );
  });

  it("follows CPU and memory between its bounds", async () => {
    const recording = await service({
      scaling: {
        min: 2,
        desired: 3,
        max: 10,
        cpuUtilization: 60,
        memoryUtilization: 75,
        scaleOutCooldown: 300,
        scaleInCooldown: 200,
      },
    });
    expect(recording.only(aws.ecs.Service).inputs.desiredCount).to.equal(3);
    expect(recording.only(aws.appautoscaling.Target).inputs).to.include({
      minCapacity: 2,
      maxCapacity: 10,
      resourceId: "service/order-management-dev/orders",
    });
    const policies = recording
      .all(aws.appautoscaling.Policy)
      .map(p => p.inputs.targetTrackingScalingPolicyConfiguration);
    expect(policies).to.deep.equal([
      {
        predefinedMetricSpecification: { predefinedMetricType: "ECSServiceAverageCPUUtilization" },
        targetValue: 60,
        scaleOutCooldown: 300,
        scaleInCooldown: 200,
      },
      {
        predefinedMetricSpecification: {
          predefinedMetricType: "ECSServiceAverageMemoryUtilization",
        },
        targetValue: 75,
        scaleOutCooldown: 300,
        scaleInCooldown: 200,
      },
    ]);
  });

  for (const [capacity, strategies] of [
    ["fargate", [{ capacityProvider: "FARGATE", weight: 1 }]],
    ["spot", [{ capacityProvider: "FARGATE_SPOT", weight: 1 }]],
    [
      { fargate: { base: 1, weight: 1 }, spot: { weight: 3 } },
      [
        { capacityProvider: "FARGATE", base: 1, weight: 1 },
        { capacityProvider: "FARGATE_SPOT", weight: 3 },
      ],
    ],
  ] as [Args["capacity"], object[]][]) {
    it(`runs on ${JSON.stringify(capacity)}`, async () => {
      expect(
        (await service({ capacity })).only(aws.ecs.Service).inputs.capacityProviderStrategies,
      ).to.deep.equal(strategies);
    });
  }

  it("has a rule for each route, whose place does not depend on the others", async () => {
    const recording = await service({
      routes: ["/api/orders*", { path: "/x", host: "api.example.com", priority: 7 }],
    });
    const rules = recording
      .all(aws.lb.ListenerRule)
      .map(r => [r.name, r.inputs.priority, r.inputs.conditions]);
    const alone = (await service()).only(aws.lb.ListenerRule).inputs.priority;
    expect(rules).to.deep.equal([
      ["orders-/api/orders*", alone, [{ pathPattern: { values: ["/api/orders*"] } }]],
      [
        "orders-api.example.com/x",
        7,
        [{ pathPattern: { values: ["/x"] } }, { hostHeader: { values: ["api.example.com"] } }],
      ],
    ]);
  });

  it("stays inside the network without routes", async () => {
    const recording = await service({ routes: [] });
    expect(recording.all(aws.lb.TargetGroup)).to.deep.equal([]);
    expect(recording.only(aws.ecs.Service).inputs).to.not.have.property("loadBalancers");
  });

  it("keeps the way to the tasks before it when its port becomes another", async () => {
    const recording = await service();
    expect(recording.only(aws.lb.TargetGroup).options.ignoreChanges).to.deep.equal(["port"]);
    const ways = [
      recording.only(aws.vpc.SecurityGroupIngressRule, "orders-from-alb"),
      recording.only(aws.vpc.SecurityGroupEgressRule, "orders-from-alb"),
    ];
    for (const { options } of ways) {
      expect(options.replaceOnChanges).to.deep.equal(["fromPort", "toPort"]);
      expect(options.deleteBeforeReplace).to.not.equal(true);
    }
  });

  it("takes a documented target-group name and refuses one that is too long", async () => {
    const named = await service({ targetGroupName: "order-service-tg-prod" });
    expect(named.only(aws.lb.TargetGroup).inputs.name).to.equal("order-service-tg-prod");
    expect(await failure(service({ targetGroupName: "x".repeat(33) }))).to.contain(
      "AWS takes at most 32",
    );
  });

  it("raises alarms in prod, on response time where there is a target", async () => {
    const names = (r: Recording) =>
      r
        .all(aws.cloudwatch.MetricAlarm)
        .map(a => a.name)
        .filter(name => name.startsWith("orders-"));
    expect(names(await service({}, "dev"))).to.deep.equal([]);
    const watched = await service({ latencyTarget: 0.1 }, "prod");
    expect(names(watched)).to.have.members(
      ["cpu", "memory", "5xx", "unhealthy", "latency"].map(n => `orders-${n}`),
    );
    expect(watched.only(aws.cloudwatch.MetricAlarm, "orders-latency").inputs).to.include({
      threshold: 0.1,
      extendedStatistic: "p95",
    });
    expect(names(await service({}, "prod"))).to.not.include("orders-latency");
  });

  it("runs as the user it is told to", async () => {
    expect(container(await service({ user: "2000" })).user).to.equal("2000");
  });

  it("rolls within the percentages it is given", async () => {
    const deployment = { strategy: "rolling", minHealthyPercent: 50, maxPercent: 150 } as const;
    expect((await service({ deployment })).only(aws.ecs.Service).inputs).to.include({
      deploymentMinimumHealthyPercent: 50,
      deploymentMaximumPercent: 150,
    });
  });

  it("runs an image by its digest, beside a repository of its own to which it may be pushed", async () => {
    const own = `123456789012.dkr.ecr.us-east-1.amazonaws.com/order-management/dev/orders@${DIGEST}`;
    const elsewhere = `public.ecr.aws/acme/orders@${DIGEST}`;
    for (const image of [own, elsewhere]) {
      const recording = await service({ image });
      expect(recording.all(docker.Image)).to.deep.equal([]);
      expect(container(recording).image).to.equal(image);
      expect(recording.only(aws.ecr.Repository).inputs.name).to.equal(
        "order-management/dev/orders",
      );
      const pulls = statements(recording, "orders-execution").flatMap(s =>
        s.Resource.filter((arn: string) => arn.includes(":repository/")),
      );
      expect(pulls).to.deep.equal(
        image === own
          ? ["arn:aws:ecr:us-east-1:123456789012:repository/order-management/dev/orders"]
          : [],
      );
    }
  });

  it("runs an image by its digest for the processor that it was built for", async () => {
    const reference = `public.ecr.aws/acme/orders@${DIGEST}`;
    const { inputs } = (await service({ image: { reference, architecture: "arm64" } })).only(
      aws.ecs.TaskDefinition,
    );
    expect(inputs.runtimePlatform.cpuArchitecture).to.equal("ARM64");
  });

  it("builds for the processor it runs on", async () => {
    const image = {
      context: "services/order-management/order-service",
      architecture: "arm64",
    } as const;
    const recording = await service({ image });
    expect(recording.only(aws.ecs.TaskDefinition).inputs.runtimePlatform).to.deep.equal({
      operatingSystemFamily: "LINUX",
      cpuArchitecture: "ARM64",
    });
    expect(recording.only(docker.Image).inputs.build.platform).to.equal("linux/arm64");
    const shared = await record(() => {
      const platform = platformOf("dev");
      const { scope, key } = platform;
      const built = new ContainerImage("built", {
        scope,
        key,
        repository: "orders",
        context: "services/order-management/order-service",
        architecture: "arm64",
      });
      return new MicroService("orders", { ...base, image: built, platform });
    });
    const { runtimePlatform } = shared.only(aws.ecs.TaskDefinition).inputs;
    expect(runtimePlatform.cpuArchitecture).to.equal("ARM64");
  });

  for (const [args, message] of [
    [{ port: 0 }, "port is 0; use a whole number from 1 to 65535"],
    [{ health: { path: "health" } }, 'health.path is "health"; begin it with /'],
    [
      { health: { path: "/", interval: 5, timeout: 5 } },
      "health.timeout is 5; keep it below health.interval, 5",
    ],
    [
      { health: { path: "/", readiness: { path: "/ready", interval: 5 } } },
      "health.readiness.timeout is 5; keep it below health.readiness.interval, 5",
    ],
    [
      { routes: [], health: { path: "/", readiness: { path: "/ready" } } },
      "health.readiness is given, but there are no routes",
    ],
    [{ serviceName: "a b" }, 'serviceName is "a b"; use 1 to 255 letters'],
    [{ scaling: { min: 3, max: 2 } }, "scaling.max is 2; use a whole number from 3 to 1000"],
    [
      { scaling: { min: 1, max: 2, desired: 3 } },
      "scaling.desired is 3; use a whole number from 1 to 2",
    ],
    [{ scaling: { min: 1, max: 2, cpuUtilization: 0 } }, "scaling.cpuUtilization is 0"],
    [
      { size: { cpu: 256, memory: 4096 } as unknown as Args["size"] },
      "memory is 4096 MiB; with cpu 256 Fargate takes 512, 1024, 2048",
    ],
    [
      { deployment: { strategy: "rolling", minHealthyPercent: 100, maxPercent: 100 } },
      "deployment.maxPercent is 100; keep it above minHealthyPercent, 100",
    ],
    [{ image: { context: "services/nowhere" } }, "there is no services/nowhere/Dockerfile"],
    [
      { environment: { PORT: "1", X: "2" }, secrets: { X: { kind: "parameter", name: "/x" } } },
      "X is both a plain variable and a secret",
    ],
  ] as [Partial<Args>, string][]) {
    it(`refuses ${JSON.stringify(args).slice(0, 70)}`, async () => {
      expect(await failure(service(args))).to.contain(message);
    });
  }

  it("names both services of clashing routes", async () => {
    const clash = record(() => {
      const platform = platformOf("dev");
      new MicroService("orders", { ...base, platform });
      return new MicroService("users", { ...base, platform });
    });
    expect(await failure(clash)).to.contain(
      "users (/api/orders*) and orders (/api/orders*) both have priority",
    );
  });
});
