import { expect } from "chai";

import { cloudOutputs } from "../../../local/stand-ins/outputs";
import { configuration, network, TestAccount, urnOf } from "./support";

const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
const PARAMETERS = "aws:elasticache/parameterGroup:ParameterGroup";
const SUBNETS = "aws:elasticache/subnetGroup:SubnetGroup";

const BASE = {
  replicationGroupId: "shop-prod",
  description: "Cache",
  engine: "redis",
  engineVersion: "7.1",
  nodeType: "cache.t4g.micro",
  transitEncryptionEnabled: true,
  authToken: "a".repeat(64),
};

const outputsOf = (inputs: object) =>
  cloudOutputs(GROUP, { name: "x", inputs: { ...BASE, ...inputs }, region: "us-east-1" }).outputs;

const problemsOf = (inputs: object) =>
  new TestAccount().provider.check(urnOf(GROUP, "x"), {}, { ...BASE, ...inputs }, configuration)
    .problems;

const diffOf = (olds: object, news: object) =>
  new TestAccount().provider.diff(urnOf(GROUP, "x"), {
    id: "shop-prod",
    oldInputs: { ...BASE, ...olds },
    oldOutputs: outputsOf(olds),
    news: { ...BASE, ...news },
  });

/** An account with what a cache stands on. */
function account(family = "redis7", parameters: object[] = []) {
  const made = new TestAccount();
  const { subnetIds } = network(made);
  const subnets = made.make(SUBNETS, "x", { name: "shop", subnetIds });
  const group = made.make(PARAMETERS, "x", { name: "shop", family, parameters });
  return {
    made,
    inputs: {
      ...BASE,
      subnetGroupName: subnets.outputs.name,
      parameterGroupName: group.outputs.name,
    },
  };
}

describe("ElastiCache's stand-in", () => {
  it("gives the endpoints of a group without shards", () => {
    const outputs = outputsOf({ numCacheClusters: 2 });
    expect(outputs.primaryEndpointAddress).to.match(
      /^master\.shop-prod\.[a-z0-9]{6}\.use1\.cache\.amazonaws\.com$/,
    );
    expect(outputs.readerEndpointAddress).to.match(/^replica\.shop-prod\./);
    expect(outputs).to.not.have.property("configurationEndpointAddress");
    expect(outputs.memberClusters).to.deep.equal(["shop-prod-001", "shop-prod-002"]);
    expect(outputs.clusterEnabled).to.equal(false);
  });

  it("gives the configuration endpoint of a group with shards", () => {
    const outputs = outputsOf({ numNodeGroups: 2, replicasPerNodeGroup: 1 });
    expect(outputs.configurationEndpointAddress).to.match(/^clustercfg\.shop-prod\./);
    expect(outputs).to.not.have.property("primaryEndpointAddress");
    expect(outputs).to.include({ clusterEnabled: true, numCacheClusters: 4 });
  });

  for (const [mistake, property, reason] of [
    [{ replicationGroupId: "a".repeat(41) }, "replicationGroupId", /1 to 40/],
    [{ authToken: "short" }, "authToken", /16 to 128/],
    [{ authToken: `${"a".repeat(16)}@` }, "authToken", /refuses/],
    [{ transitEncryptionEnabled: false }, "authToken", /needs transitEncryptionEnabled/],
    [{ automaticFailoverEnabled: true }, "automaticFailoverEnabled", /at least 2/],
    [{ numNodeGroups: 2 }, "automaticFailoverEnabled", /cluster mode needs/],
    [{ numCacheClusters: 2, multiAzEnabled: true }, "multiAzEnabled", /automaticFailover/],
    [
      { numNodeGroups: 2, automaticFailoverEnabled: true, multiAzEnabled: true },
      "multiAzEnabled",
      /a replica in each shard/,
    ],
    [{ numNodeGroups: 2, numCacheClusters: 2 }, "numCacheClusters", /conflicts/],
    [{ engine: "memcached" }, "engine", /redis, valkey/],
    [
      { logDeliveryConfigurations: [{ logType: "slow-log" }, { logType: "slow-log" }] },
      "logDeliveryConfigurations",
      /one of each/,
    ],
  ] as [object, string, RegExp][]) {
    it(`refuses ${JSON.stringify(mistake)}`, () => {
      expect(problemsOf({})).to.deep.equal([]);
      const found = problemsOf(mistake).find(problem => problem.property === property);
      expect(found?.reason).to.match(reason);
    });
  }

  for (const [olds, news, replaces] of [
    [{}, { nodeType: "cache.m7g.large" }, []],
    [{ numCacheClusters: 1 }, { numCacheClusters: 2 }, []],
    [{ engineVersion: "7.0" }, { engineVersion: "7.1" }, []],
    [{ engineVersion: "7.1" }, { engineVersion: "7.0" }, ["engineVersion"]],
    [{}, { engine: "valkey", engineVersion: "8.1" }, []],
    [{ engine: "valkey", engineVersion: "8.1" }, {}, ["engine"]],
    [{ kmsKeyId: "a" }, { kmsKeyId: "b" }, ["kmsKeyId"]],
    [{ subnetGroupName: "a" }, { subnetGroupName: "b" }, ["subnetGroupName"]],
    [{}, { authToken: "b".repeat(64) }, []],
  ] as [object, object, string[]][]) {
    it(`from ${JSON.stringify(olds)} to ${JSON.stringify(news)} replaces for ${replaces.join() || "nothing"}`, () => {
      expect(diffOf(olds, news).replaces).to.deep.equal(replaces);
    });
  }

  it("makes a group on its subnets and parameters", () => {
    const { made, inputs } = account();
    expect(made.make(GROUP, "x", inputs).outputs.arn).to.equal(
      "arn:aws:elasticache:us-east-1:123456789012:replicationgroup:shop-prod",
    );
  });

  it("refuses parameters of another engine", () => {
    const { made, inputs } = account("valkey8");
    expect(() => made.make(GROUP, "x", inputs)).to.throw(/family valkey8; use one of redis7/);
  });

  it("refuses shards without cluster-enabled among the parameters", () => {
    const { made, inputs } = account();
    const shards = { ...inputs, numNodeGroups: 2, automaticFailoverEnabled: true };
    expect(() => made.make(GROUP, "x", shards)).to.throw(/cluster-enabled is off/);
  });

  it("refuses a log group that is not there", () => {
    const { made, inputs } = account();
    const logDeliveryConfigurations = [{ logType: "slow-log", destination: "/gone" }];
    expect(() => made.make(GROUP, "x", { ...inputs, logDeliveryConfigurations })).to.throw(
      /there is no log group \/gone/,
    );
  });

  it("refuses a subnet group and a parameter group that are not there", () => {
    const { made, inputs } = account();
    for (const property of ["subnetGroupName", "parameterGroupName"]) {
      expect(() => made.make(GROUP, "x", { ...inputs, [property]: "gone" })).to.throw(/gone/);
    }
  });
});
