import type { TargetArgs } from "@pulumi/aws/appautoscaling";
import type { MetricAlarmArgs } from "@pulumi/aws/cloudwatch";
import type { VpcEndpointArgs } from "@pulumi/aws/ec2";
import type { ServiceArgs, TaskDefinitionArgs } from "@pulumi/aws/ecs";
import type { ReplicationGroupArgs } from "@pulumi/aws/elasticache";
import type { LoadBalancerArgs } from "@pulumi/aws/lb";
import type { ClusterArgs, ClusterInstanceArgs, InstanceArgs } from "@pulumi/aws/rds";
import type { WebAclArgs } from "@pulumi/aws/wafv2";
import { expect } from "chai";

import { forecast, sumByPart } from "../../../policies/cost/forecast";
import type { Planned } from "../../../policies/cost/forecast/planned";
import prices from "../../../policies/cost/prices.json";
import { cpuUnits, memoryMiB } from "../../../policies/fargate-size";
import { urnOf } from "../support/engine";
import type { Props } from "../support/rule-cases";

type From = Record<string, Planned>;

function planned<Args = Record<string, any>>(
  type: string,
  props: Props<NoInfer<Args>>,
  from: From = {},
  name = "it",
): Planned {
  const propertyDependencies = Object.fromEntries(
    Object.entries(from).map(([property, { urn }]) => [property, [{ urn }]]),
  );
  return { type, name, urn: urnOf({ type, name }), props: { ...props }, propertyDependencies };
}

/** Sums by part to the cent. */
function cost(...resources: Planned[]): Record<string, number> {
  return Object.fromEntries(
    sumByPart(forecast(resources)).map(([part, usd]) => [part, Math.round(usd * 100) / 100]),
  );
}

describe("the forecast of a service on Fargate", () => {
  const task = (props: Props<TaskDefinitionArgs> = {}) =>
    planned<TaskDefinitionArgs>("aws:ecs/taskDefinition:TaskDefinition", {
      cpu: "1024",
      memory: "2048",
      requiresCompatibilities: ["FARGATE"],
      ...props,
    });
  const service = (props: Props<ServiceArgs>, definition: Planned) =>
    planned<ServiceArgs>("aws:ecs/service:Service", props, { taskDefinition: definition });
  const run = (props: Props<ServiceArgs>, definition = task()) =>
    cost(definition, service(props, definition));
  // 730 h × (0.04048 + 2 × 0.004445)
  const onX86 = 36.04;
  const spot = (...strategies: [string, number, number][]) =>
    strategies.map(([capacityProvider, base, weight]) => ({ capacityProvider, base, weight }));

  it("is that of its tasks", () => {
    expect(run({ desiredCount: 1 })).to.deep.equal({ Fargate: onX86 });
    expect(run({ desiredCount: 3, launchType: "FARGATE" })).to.deep.equal({ Fargate: 108.12 });
    expect(run({})).to.deep.equal({});
  });
  it("is lower on ARM", () => {
    const arm = task({ runtimePlatform: { cpuArchitecture: "ARM64" } });
    expect(run({ desiredCount: 1 }, arm)).to.deep.equal({ Fargate: 28.84 });
  });
  it("shares tasks out to Spot by base and weight", () => {
    const of = (desiredCount: number, ...strategies: [string, number, number][]) =>
      run({ desiredCount, capacityProviderStrategies: spot(...strategies) }).Fargate;
    expect(of(2, ["FARGATE_SPOT", 0, 1])).to.equal(21.62);
    expect(of(1, ["FARGATE", 1, 0], ["FARGATE_SPOT", 0, 1])).to.equal(onX86);
    expect(of(3, ["FARGATE", 1, 0], ["FARGATE_SPOT", 0, 1])).to.equal(57.66);
    expect(of(3, ["FARGATE", 1, 1], ["FARGATE_SPOT", 0, 1])).to.equal(82.89);
    expect(of(1, ["FARGATE_SPOT", 2, 0])).to.equal(10.81);
  });
  it("takes the least number of tasks of one that is scaled", () => {
    const definition = task();
    const scaled = service({ desiredCount: 3, name: "orders" }, definition);
    const target = (from: From, resourceId: string) =>
      planned<TargetArgs>("aws:appautoscaling/target:Target", { minCapacity: 2, resourceId }, from);
    const twice = { Fargate: 72.08 };
    expect(cost(definition, scaled, target({ resourceId: scaled }, "unknown"))).to.deep.equal(
      twice,
    );
    expect(cost(definition, scaled, target({}, "service/shop/orders"))).to.deep.equal(twice);
    expect(cost(definition, scaled, target({}, "service/shop/re-orders"))).to.deep.equal({
      Fargate: 108.12,
    });
  });
  it("finds the task by its ARN or family in a state, too", () => {
    const definition = {
      ...task(),
      props: { ...task().props, arn: "arn:task:1", family: "orders" },
    };
    for (const taskDefinition of ["arn:task:1", "orders"]) {
      const stray = planned("aws:ecs/service:Service", { taskDefinition, desiredCount: 1 });
      const other = task({ family: "payments", cpu: "256", memory: "512" });
      expect(cost(other, definition, stray)).to.deep.equal({ Fargate: onX86 });
    }
  });
  it("counts storage beyond what is free, and public addresses", () => {
    const large = task({ ephemeralStorage: { sizeInGib: 120 } });
    expect(run({ desiredCount: 1 }, large)).to.deep.equal({ Fargate: 44.14 });
    expect(
      run({ desiredCount: 2, networkConfiguration: { subnets: [], assignPublicIp: true } }),
    ).to.deep.equal({ Fargate: 72.08, "public IPv4 addresses": 7.3 });
  });
  it("leaves EC2 alone, and Windows uncounted", () => {
    expect(run({ desiredCount: 1, launchType: "EC2" })).to.deep.equal({});
    const windows = task({
      runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" },
    });
    const result = forecast([windows, service({ desiredCount: 1 }, windows)]);
    expect(result).to.deep.equal({ lines: [], unpriced: ["it"] });
  });
});

describe("the forecast of a database", () => {
  const INSTANCE = "aws:rds/instance:Instance";
  const primary = planned<InstanceArgs>(
    INSTANCE,
    {
      engine: "postgres",
      instanceClass: "db.t4g.medium",
      storageType: "gp3",
      allocatedStorage: 20,
    },
    {},
    "primary",
  );
  const change = (props: Props<InstanceArgs>) => ({
    ...primary,
    props: { ...primary.props, ...props },
  });

  it("is that of the instance and its storage, both twice in two zones", () => {
    expect(cost(primary)).to.deep.equal({ databases: 49.75 });
    expect(cost(change({ multiAz: true }))).to.deep.equal({ databases: 99.5 });
    expect(cost(change({ storageType: undefined }))).to.deep.equal({ databases: 49.75 });
  });
  it("counts a replica with its source's engine and storage", () => {
    const replica = planned<InstanceArgs>(
      INSTANCE,
      { instanceClass: "db.t4g.micro", storageType: "gp3" },
      { replicateSourceDb: primary },
      "replica",
    );
    expect(cost(primary, replica)).to.deep.equal({ databases: 63.73 });
  });
  it("counts the secret that RDS keeps", () => {
    expect(cost(change({ manageMasterUserPassword: true }))).to.deep.equal({
      databases: 49.75,
      secrets: 0.4,
    });
  });
  it("counts storage alone where the instance has no price here", () => {
    for (const props of [{ engine: "oracle-ee" }, { instanceClass: "db.x9.large" as never }]) {
      const { lines, unpriced } = forecast([change(props)]);
      expect(lines.map(({ monthlyUsd }) => monthlyUsd.toFixed(2))).to.deep.equal(["2.30"]);
      expect(unpriced).to.deep.equal(["primary"]);
    }
  });
  it("counts a proxy by the processors behind it", () => {
    const proxy = planned("aws:rds/proxy:Proxy", {});
    expect(cost(proxy)).to.deep.equal({ databases: 21.9 });
    const large = change({ instanceClass: "db.r7g.2xlarge", allocatedStorage: 0 });
    const target = planned(
      "aws:rds/proxyTarget:ProxyTarget",
      {},
      { dbProxyName: proxy, dbInstanceIdentifier: large },
    );
    expect(cost(proxy, target, large)).to.deep.equal({ databases: 87.6 });
  });
  it("counts Aurora's instances, serverless ones by their least capacity", () => {
    const cluster = planned<ClusterArgs>("aws:rds/cluster:Cluster", {
      engine: "aurora-postgresql",
      serverlessv2ScalingConfiguration: { minCapacity: 0.5, maxCapacity: 4 },
    });
    const member = (instanceClass: string) =>
      planned<ClusterInstanceArgs>(
        "aws:rds/clusterInstance:ClusterInstance",
        { instanceClass },
        { clusterIdentifier: cluster },
      );
    expect(cost(cluster, member("db.r7g.large"))).to.deep.equal({ databases: 201.48 });
    expect(cost(cluster, member("db.serverless"))).to.deep.equal({ databases: 43.8 });
    expect(cost(member("db.serverless"))).to.deep.equal({});
    expect(forecast([member("db.x9.large")]).unpriced).to.deep.equal(["it"]);
  });
  it("leaves a Multi-AZ cluster uncounted, and says so", () => {
    const cluster = planned<ClusterArgs>("aws:rds/cluster:Cluster", {
      engine: "postgres",
      dbClusterInstanceClass: "db.m6gd.large",
    });
    expect(forecast([cluster])).to.deep.equal({ lines: [], unpriced: ["it"] });
  });
});

describe("the forecast of the rest", () => {
  it("counts a cache by its nodes and engine", () => {
    const group = (props: Props<ReplicationGroupArgs>) =>
      cost(
        planned("aws:elasticache/replicationGroup:ReplicationGroup", {
          nodeType: "cache.t4g.small",
          ...props,
        }),
      ).caches;
    expect(group({})).to.equal(23.36);
    expect(group({ numCacheClusters: 2, engine: "redis" })).to.equal(46.72);
    expect(group({ numNodeGroups: 3, replicasPerNodeGroup: 1 })).to.equal(140.16);
    expect(group({ numNodeGroups: 3 })).to.equal(70.08);
    expect(group({ engine: "other" })).to.equal(undefined);
    expect(group({ engine: "valkey" })).to.equal(18.69);
    expect(group({ nodeType: "cache.x9.large" })).to.equal(undefined);
    const cluster = { nodeType: "cache.t4g.micro", numCacheNodes: 2 };
    const CLUSTER = "aws:elasticache/cluster:Cluster";
    expect(cost(planned(CLUSTER, cluster))).to.deep.equal({ caches: 23.36 });
    expect(cost(planned(CLUSTER, { ...cluster, replicationGroupId: "g" }))).to.deep.equal({});
  });
  it("counts a load balancer, and the addresses of one that is public", () => {
    const balancer = (props: Props<LoadBalancerArgs>, module = "lb") =>
      cost(planned(`aws:${module}/loadBalancer:LoadBalancer`, props));
    expect(balancer({ internal: true, subnets: ["a", "b"] })).to.deep.equal({
      "load balancers": 16.43,
    });
    expect(balancer({ subnets: ["a", "b"] }, "alb")).to.deep.equal({
      "load balancers": 16.43,
      "public IPv4 addresses": 7.3,
    });
    expect(
      balancer({ subnets: ["a"], ipAddressType: "dualstack-without-public-ipv4" }),
    ).to.deep.equal({ "load balancers": 16.43 });
  });
  it("counts interface endpoints by their zones, and gateway endpoints not", () => {
    const endpoint = (props: Props<VpcEndpointArgs>) =>
      cost(planned("aws:ec2/vpcEndpoint:VpcEndpoint", props));
    expect(endpoint({ vpcEndpointType: "Interface", subnetIds: ["a", "b"] })).to.deep.equal({
      "interface endpoints": 14.6,
    });
    expect(endpoint({ vpcEndpointType: "Gateway" })).to.deep.equal({});
    expect(endpoint({})).to.deep.equal({});
  });
  it("counts alarms by their metrics, and those that scaling has made", () => {
    const alarm = (props: Props<MetricAlarmArgs>) =>
      cost(planned("aws:cloudwatch/metricAlarm:MetricAlarm", props)).alarms;
    const metric = { metricName: "m", period: 60, stat: "Sum" };
    expect(alarm({ period: 300 })).to.equal(0.1);
    expect(alarm({ period: 10 })).to.equal(0.3);
    expect(
      alarm({
        metricQueries: [
          { id: "a", metric },
          { id: "b", metric },
          { id: "c", expression: "a/b" },
        ],
      }),
    ).to.equal(0.2);
    const policy = (policyType: string) =>
      cost(planned("aws:appautoscaling/policy:Policy", { policyType }));
    expect(policy("TargetTrackingScaling")).to.deep.equal({ alarms: 0.2 });
    expect(policy("StepScaling")).to.deep.equal({});
  });
  it("counts a firewall with its rules", () => {
    const firewall = planned<WebAclArgs>("aws:wafv2/webAcl:WebAcl", { rules: [{}, {}] as never });
    expect(cost(firewall)).to.deep.equal({ firewalls: 7 });
  });
  it("counts what costs the same everywhere", () => {
    const fixed: [string, object][] = [
      ["ec2/natGateway:NatGateway", { "NAT gateways": 32.85 }],
      ["ec2/eip:Eip", { "public IPv4 addresses": 3.65 }],
      ["kms/key:Key", { keys: 1 }],
      ["kms/replicaKey:ReplicaKey", { keys: 1 }],
      ["secretsmanager/secret:Secret", { secrets: 0.4 }],
      ["cloudwatch/compositeAlarm:CompositeAlarm", { alarms: 0.5 }],
      ["cloudwatch/dashboard:Dashboard", { dashboards: 3 }],
      ["route53/zone:Zone", { "hosted zones": 0.5 }],
      ["servicediscovery/privateDnsNamespace:PrivateDnsNamespace", { "hosted zones": 0.5 }],
      ["efs/fileSystem:FileSystem", {}],
    ];
    for (const [type, expected] of fixed) {
      expect(cost(planned(`aws:${type}`, {})), type).to.deep.equal(expected);
    }
  });
  it("names each line's resource, and sums parts with the largest first", () => {
    const key = (name: string) => planned("aws:kms/key:Key", {}, {}, name);
    const result = forecast([key("a"), planned("aws:ec2/natGateway:NatGateway", {}), key("b")]);
    expect(result.lines.map(({ name, part }) => [name, part])).to.deep.equal([
      ["a", "keys"],
      ["it", "NAT gateways"],
      ["b", "keys"],
    ]);
    expect(sumByPart(result).map(([part]) => part)).to.deep.equal(["NAT gateways", "keys"]);
  });
});

describe("the price list", () => {
  it("says of each figure where AWS publishes it, where it was read and when", () => {
    const groups = Object.entries(prices).filter(([, group]) => typeof group === "object");
    expect(groups).to.have.length.greaterThan(10);
    for (const [name, group] of groups as [string, any][]) {
      expect(group.page, name).to.match(/^https:\/\/aws\.amazon\.com\/.+\/pricing\/$/);
      expect(group.read, name).to.be.a("string").and.not.equal("");
      expect(group.date, name).to.match(/^\d{4}(-\d{2}){0,2}$/);
    }
  });
});

describe("the size of a task", () => {
  it("is read in each of ECS's ways", () => {
    expect(["256", "1 vCPU", ".5 vcpu", "2vCPU"].map(cpuUnits)).to.deep.equal([
      256, 1024, 512, 2048,
    ]);
    expect(["512", "0.5GB", "4 GB", "512 MB"].map(memoryMiB)).to.deep.equal([512, 512, 4096, 512]);
    for (const text of [undefined, "", "many", "1 GB"]) {
      expect(cpuUnits(text)).to.equal(undefined);
    }
    expect(memoryMiB("1 vCPU")).to.equal(undefined);
  });
});
