import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { Cache, CacheArgs, Environment, Link } from "../../components";
import { record } from "../support/mocks";
import { platformOf } from "../support/platform";
import { valueOf } from "../support/values";

async function cache(environment: Environment, args: Partial<CacheArgs> = {}) {
  return record(() => {
    const { scope, network, key } = platformOf(environment);
    return new Cache("cache", { scope, network, key, ...args });
  });
}

describe("Cache", () => {
  it("is encrypted at rest and in transit and asks for a token", async () => {
    const recording = await cache("dev");
    const { inputs } = recording.only(aws.elasticache.ReplicationGroup);
    expect(inputs).to.include({
      engine: "redis",
      engineVersion: "7.1",
      nodeType: "cache.t4g.micro",
      atRestEncryptionEnabled: true,
      transitEncryptionEnabled: true,
      transitEncryptionMode: "required",
      authTokenUpdateStrategy: "ROTATE",
    });
    expect(inputs.kmsKeyId).to.match(/^arn:aws:kms:/);
    expect(inputs.authToken).to.match(/^[A-Za-z0-9]{64}$/);
  });

  it("lies in the isolated subnets", async () => {
    const isolated = await record(() => valueOf(platformOf("dev").network.isolatedSubnetIds));
    const { inputs } = (await cache("dev")).only(aws.elasticache.SubnetGroup);
    expect(inputs.subnetIds).to.deep.equal(await isolated.result);
  });

  it("keeps its URL, token in it, as a SecureString under the system's key", async () => {
    const recording = await cache("prod");
    const { authToken } = recording.only(aws.elasticache.ReplicationGroup).inputs;
    const { inputs } = recording.only(aws.ssm.Parameter);
    expect(inputs).to.include({ name: "/order-management/redis/url", type: "SecureString" });
    expect(inputs.keyId).to.match(/^arn:aws:kms:/);
    expect(inputs.value).to.match(
      new RegExp(`^rediss://:${authToken}@master\\.order-management-prod\\.[\\w.]+:6379$`),
    );
  });

  it("is guarded and doubled in prod and small in dev", async () => {
    const prod = (await cache("prod")).only(aws.elasticache.ReplicationGroup);
    expect(prod.inputs).to.include({
      numCacheClusters: 2,
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      snapshotRetentionLimit: 7,
      finalSnapshotIdentifier: "order-management-prod-final",
    });
    expect(prod.options.protect).to.equal(true);
    const dev = (await cache("dev")).only(aws.elasticache.ReplicationGroup);
    expect(dev.inputs).to.include({
      numCacheClusters: 1,
      automaticFailoverEnabled: false,
      multiAzEnabled: false,
      snapshotRetentionLimit: 0,
    });
    expect(dev.inputs).to.not.have.property("finalSnapshotIdentifier");
    expect(dev.options.protect).to.equal(false);
  });

  it("spreads over shards in cluster mode, and gives the configuration endpoint", async () => {
    const recording = await cache("prod", { cluster: { shards: 2, replicas: 1 } });
    const { inputs } = recording.only(aws.elasticache.ReplicationGroup);
    expect(inputs).to.include({
      clusterMode: "enabled",
      numNodeGroups: 2,
      replicasPerNodeGroup: 1,
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
    });
    expect(inputs).to.not.have.property("numCacheClusters");
    const { parameters } = recording.only(aws.elasticache.ParameterGroup).inputs;
    expect(parameters).to.deep.include({ name: "cluster-enabled", value: "yes" });
    expect(recording.only(aws.ssm.Parameter).inputs.value).to.match(
      /@clustercfg\.order-management-prod\./,
    );
  });

  it("leaves Multi-AZ off in cluster mode without replicas, which ElastiCache refuses", async () => {
    const recording = await cache("prod", { cluster: { shards: 2, replicas: 0 } });
    const { inputs } = recording.only(aws.elasticache.ReplicationGroup);
    expect(inputs).to.include({ automaticFailoverEnabled: true, multiAzEnabled: false });
  });

  for (const [args, ids] of [
    [{ nodes: 2 }, ["order-management-prod-001", "order-management-prod-002"]],
    [
      { cluster: { shards: 2, replicas: 1 } },
      ["0001-001", "0001-002", "0002-001", "0002-002"].map(id => `order-management-prod-${id}`),
    ],
  ] as [Partial<CacheArgs>, string[]][]) {
    it(`knows its nodes' ids at preview with ${JSON.stringify(args)}`, async () => {
      const { result } = await cache("prod", args);
      expect(result.nodeIds).to.deep.equal(ids);
    });
  }

  it("takes its parameters from the family of the engine's version", async () => {
    const recording = await cache("dev", {
      engine: "valkey",
      evictionPolicy: "allkeys-lru",
      reservedMemoryPercent: 50,
    });
    expect(recording.only(aws.elasticache.ReplicationGroup).inputs).to.include({
      engine: "valkey",
      engineVersion: "8.1",
    });
    expect(recording.only(aws.elasticache.ParameterGroup).inputs).to.deep.include({
      family: "valkey8",
      parameters: [
        { name: "maxmemory-policy", value: "allkeys-lru" },
        { name: "reserved-memory-percent", value: "50" },
      ],
    });
  });

  it("writes both logs to encrypted groups, kept as long as asked", async () => {
    const recording = await cache("dev", { logRetentionDays: 90 });
    const { inputs } = recording.only(aws.elasticache.ReplicationGroup);
    for (const logType of ["slow-log", "engine-log"]) {
      const group = recording.only(aws.cloudwatch.LogGroup, `cache-${logType}`).inputs;
      expect(group).to.include({ retentionInDays: 90 });
      expect(group.kmsKeyId).to.match(/^arn:aws:kms:/);
      expect(inputs.logDeliveryConfigurations).to.deep.include({
        logType,
        logFormat: "json",
        destinationType: "cloudwatch-logs",
        destination: group.name,
      });
    }
  });

  for (const [args, environment] of [
    [{}, undefined],
    [{ cluster: { shards: 2, replicas: 1 } }, { REDIS_CLUSTER: "true" }],
  ] as [Partial<CacheArgs>, Link["environment"]][]) {
    it(`gives a linked service its port and its URL as a secret with ${JSON.stringify(args)}`, async () => {
      const { result } = await cache("prod", args);
      const link = result.link();
      expect(link.connections?.map(({ name, port }) => [name, port])).to.deep.equal([
        ["cache", 6379],
      ]);
      expect(link.secrets).to.deep.equal({
        REDIS_URL: {
          kind: "parameter",
          name: "/order-management/redis/url",
          keyAlias: "alias/order-management-prod",
        },
      });
      expect(link.environment).to.deep.equal(environment);
      expect(link.dependsOn).to.have.length(1);
    });
  }

  for (const [args, message] of [
    [{ version: "8.0" }, "version is 8.0; use 7.0 or 7.1 of redis"],
    [{ nodeType: "t4g.micro" }, "nodeType is t4g.micro; use e.g. cache.t4g.micro"],
    [{ nodes: 0 }, "nodes is 0; use 1 to 6"],
    [{ nodes: 7 }, "nodes is 7; use 1 to 6"],
    [{ nodes: 2, cluster: { shards: 1, replicas: 1 } }, "nodes is 2; use cluster alone"],
    [{ cluster: { shards: 91, replicas: 0 } }, "cluster.shards is 91; use 1 to 90"],
    [{ cluster: { shards: 1, replicas: 6 } }, "cluster.replicas is 6; use 0 to 5"],
    [{ cluster: { shards: 50, replicas: 1 } }, "cluster is 50 shards of 2 nodes; use at most 90"],
    [{ reservedMemoryPercent: 100 }, "reservedMemoryPercent is 100; use 0 to 99"],
    [{ snapshotDays: 36 }, "snapshotDays is 36; use 0 to 35"],
  ] as [Partial<CacheArgs>, string][]) {
    it(`refuses ${JSON.stringify(args)}`, async () => {
      const failure = await cache("dev", args).then(
        () => undefined,
        (error: Error) => error.message,
      );
      expect(failure).to.contain(`Cache "cache": ${message}`);
    });
  }
});
