import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { Alarms, AlarmsArgs, EncryptionKey } from "../../components";
import { failureOf } from "../support/failure";
import { record, Recording } from "../support/mocks";
import { scopeOf } from "../support/scope";
import { valueOf } from "../support/values";

const alarms = (args: Partial<AlarmsArgs> = {}) =>
  record(() => {
    const scope = scopeOf("prod");
    return new Alarms("alarms", { scope, key: new EncryptionKey("key", { scope }), ...args });
  });

const TOPIC = "arn:aws:sns:us-east-1:123456789012:order-management-alerts-prod";

describe("Alarms", () => {
  let usual: Recording<Alarms>;
  before(async () => (usual = await alarms()));

  it("go to a topic encrypted with the system's key", () => {
    const { inputs } = usual.only(aws.sns.Topic);
    expect(inputs.name).to.equal("order-management-alerts-prod");
    expect(inputs.kmsMasterKeyId).to.match(/^arn:aws:kms:us-east-1:123456789012:key\//);
  });

  it("are taken from this account's alarms alone, over TLS alone", () => {
    const { inputs } = usual.only(aws.sns.TopicPolicy);
    expect(inputs.arn).to.equal(TOPIC);
    expect(JSON.parse(inputs.policy).Statement).to.deep.equal([
      {
        Sid: "AlarmsOfThisAccount",
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: "sns:Publish",
        Resource: TOPIC,
        Condition: {
          StringEquals: { "aws:SourceAccount": "123456789012" },
          ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:us-east-1:123456789012:alarm:*" },
        },
      },
      {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "sns:Publish",
        Resource: TOPIC,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
  });

  it("are told to an address where there is one, and to nobody else", async () => {
    expect(usual.all(aws.sns.TopicSubscription)).to.deep.equal([]);
    const told = await alarms({ email: "operators@example.com" });
    expect(told.only(aws.sns.TopicSubscription).inputs).to.include({
      topic: TOPIC,
      protocol: "email",
      endpoint: "operators@example.com",
    });
  });

  it("tell when they fire and when they are over", async () => {
    expect(await valueOf(usual.result.actions)).to.deep.equal({
      alarmActions: [TOPIC],
      okActions: [TOPIC],
    });
  });

  describe("of a database", () => {
    const watch = (...args: Parameters<Alarms["watchDatabase"]>) =>
      record(() => {
        const scope = scopeOf("prod");
        const made = new Alarms("alarms", { scope, key: new EncryptionKey("key", { scope }) });
        made.watchDatabase(...args);
      });

    it("tell of its CPU, connections and storage", async () => {
      const found = (await watch("database", { identifier: "shop-prod" })).all(
        aws.cloudwatch.MetricAlarm,
      );
      const told = found.map(({ name, inputs: i }) => [
        name,
        i.metricName,
        i.statistic,
        i.comparisonOperator,
        i.threshold,
      ]);
      expect(told).to.deep.equal([
        ["alarms-database-cpu", "CPUUtilization", "Average", "GreaterThanThreshold", 85],
        [
          "alarms-database-connections",
          "DatabaseConnections",
          "Maximum",
          "GreaterThanThreshold",
          60,
        ],
        ["alarms-database-storage", "FreeStorageSpace", "Minimum", "LessThanThreshold", 2147483648],
      ]);
      for (const { inputs } of found) {
        expect(inputs).to.deep.include({
          namespace: "AWS/RDS",
          dimensions: { DBInstanceIdentifier: "shop-prod" },
          period: 300,
          evaluationPeriods: 2,
          treatMissingData: "notBreaching",
          alarmActions: [TOPIC],
          okActions: [TOPIC],
        });
      }
    });

    it("leave out the storage of Aurora, which has no end", async () => {
      const found = await watch("database", { identifier: "shop-prod", aurora: true });
      const inputs = found.all(aws.cloudwatch.MetricAlarm).map(alarm => alarm.inputs);
      expect(inputs.map(i => i.metricName)).to.deep.equal([
        "CPUUtilization",
        "DatabaseConnections",
      ]);
      expect(inputs[0].dimensions).to.deep.equal({ DBClusterIdentifier: "shop-prod" });
    });

    it("take other limits", async () => {
      const limits = { cpuPercent: 50, connections: 160, freeStorageGiB: 5 };
      const found = await watch("database", { identifier: "shop-prod" }, limits);
      expect(
        found.all(aws.cloudwatch.MetricAlarm).map(({ inputs }) => inputs.threshold),
      ).to.deep.equal([50, 160, 5 * 1024 ** 3]);
    });

    for (const [limit, value, use] of [
      ["cpuPercent", 101, "1 to 100"],
      ["connections", 0, "a number above 0"],
      ["freeStorageGiB", -1, "a number above 0"],
    ] as const) {
      it(`refuse ${limit} ${value}`, async () => {
        const failed = watch("database", { identifier: "shop-prod" }, { [limit]: value });
        expect(await failureOf(failed)).to.equal(`Alarms: ${limit} is ${value}; use ${use}`);
      });
    }
  });

  it("of a cache tell of each node", async () => {
    const recording = await record(() => {
      const scope = scopeOf("prod");
      const made = new Alarms("alarms", { scope, key: new EncryptionKey("key", { scope }) });
      made.watchCache("cache", { nodeIds: ["shop-001", "shop-002"] }, { memoryPercent: 80 });
    });
    const told = recording
      .all(aws.cloudwatch.MetricAlarm)
      .map(({ name, inputs: i }) => [name, i.metricName, i.dimensions.CacheClusterId, i.threshold]);
    expect(told).to.deep.equal(
      ["shop-001", "shop-002"].flatMap(node => [
        [`alarms-cache-${node}-cpu`, "EngineCPUUtilization", node, 85],
        [`alarms-cache-${node}-memory`, "DatabaseMemoryUsagePercentage", node, 80],
        [`alarms-cache-${node}-connections`, "CurrConnections", node, 50000],
      ]),
    );
  });
});
