import type { ClusterArgs, ServiceArgs } from "@pulumi/aws/ecs";
import { expect } from "chai";

import { ecsExecRestricted as rule } from "../../../policies/least-privilege/ecs-exec-restricted";
import { Member, stackViolations, unknownValue } from "../support/engine";
import { Props } from "../support/rule-cases";

describe(rule.name, () => {
  const CLUSTER = "arn:aws:ecs:us-east-1:123456789012:cluster/shop";
  const recorded = {
    kmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/1234",
    logging: "OVERRIDE",
    logConfiguration: { cloudWatchEncryptionEnabled: true, cloudWatchLogGroupName: "/ecs/exec" },
  };
  const service = (props: Props<ServiceArgs> = {}): Member => ({
    type: "aws:ecs/service:Service",
    name: "orders",
    props: { cluster: CLUSTER, enableExecuteCommand: true, ...props },
  });
  const cluster = (executeCommandConfiguration?: object): Member => {
    const configuration = executeCommandConfiguration && { executeCommandConfiguration };
    const props: Props<ClusterArgs> = { name: "shop", configuration };
    return { type: "aws:ecs/cluster:Cluster", name: "shop", props: { arn: CLUSTER, ...props } };
  };
  const on = (...members: Member[]) => stackViolations(rule, members);
  const gap = (property: string, problem: string) =>
    `orders: [Exec::${property}] enableExecuteCommand is on, and ${problem}: set the cluster's configuration.executeCommandConfiguration.${property}, or turn it off.`;
  const noKey = gap("kmsKeyId", "sessions have no key of their own");
  const noRecord = gap("logging", "sessions are not recorded apart");
  const plain = gap("logConfiguration", "their record is not encrypted");

  it("accepts sessions that are recorded under a key", async () => {
    expect(await on(service(), cluster(recorded))).to.deep.equal([]);
    const bucket = { s3BucketEncryptionEnabled: true, s3BucketName: "sessions" };
    expect(await on(service(), cluster({ ...recorded, logConfiguration: bucket }))).to.deep.equal(
      [],
    );
  });

  it("accepts a service without sessions, which is the default", async () => {
    for (const enableExecuteCommand of [false, undefined]) {
      expect(await on(service({ enableExecuteCommand }), cluster())).to.deep.equal([]);
    }
  });

  it("reports a cluster that says nothing of sessions", async () => {
    expect(await on(service(), cluster())).to.deep.equal([noKey, noRecord]);
    expect(await on(service(), cluster({}))).to.deep.equal([noKey, noRecord]);
  });

  it("reports no key, and logs with the containers' own", async () => {
    expect(await on(service(), cluster({ ...recorded, kmsKeyId: undefined }))).to.deep.equal([
      noKey,
    ]);
    for (const logging of ["NONE", "DEFAULT"]) {
      expect(await on(service(), cluster({ ...recorded, logging }))).to.deep.equal([noRecord]);
    }
  });

  it("reports a record in plain text, and none", async () => {
    const { cloudWatchLogGroupName } = recorded.logConfiguration;
    for (const logConfiguration of [
      undefined,
      { cloudWatchEncryptionEnabled: true },
      { cloudWatchLogGroupName },
      { cloudWatchLogGroupName, cloudWatchEncryptionEnabled: false },
      { ...recorded.logConfiguration, s3BucketName: "sessions" },
    ]) {
      expect(await on(service(), cluster({ ...recorded, logConfiguration }))).to.deep.equal([
        plain,
      ]);
    }
  });

  it("finds the cluster by its name and before its ARN is known", async () => {
    expect(await on(service({ cluster: "shop" }), cluster({}))).to.deep.equal([noKey, noRecord]);
    const unmade = { ...cluster({ ...recorded, kmsKeyId: unknownValue, logging: "DEFAULT" }) };
    const placed = { ...service({ cluster: unknownValue }), from: { cluster: unmade } };
    expect(await on(placed, unmade)).to.deep.equal([noRecord]);
  });

  it("says nothing of another stack's cluster, nor of one that is not known yet", async () => {
    expect(await on(service({ cluster: "other" }), cluster({}))).to.deep.equal([]);
    expect(await on(service(), cluster(unknownValue))).to.deep.equal([]);
  });
});
