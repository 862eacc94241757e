import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { Cluster, ClusterArgs } from "../../components";
import { failureOf } from "../support/failure";
import { record, Recording } from "../support/mocks";
import { platformOf } from "../support/platform";
import { valueOf } from "../support/values";

describe("Cluster", () => {
  let recording: Recording<Cluster>;
  before(async () => {
    recording = await record(() => {
      const { scope, network, key } = platformOf("prod");
      return new Cluster("subject", { scope, network, key, logRetentionDays: 60 });
    });
  });

  it("has the documented name and Container Insights", () => {
    expect(recording.only(aws.ecs.Cluster, "subject").inputs).to.deep.include({
      name: "order-management-prod",
      settings: [{ name: "containerInsights", value: "enabled" }],
    });
    expect(recording.result.clusterName).to.equal("order-management-prod");
  });

  it("offers Fargate and Spot, and takes Fargate where a service does not say", () => {
    expect(recording.only(aws.ecs.ClusterCapacityProviders, "subject").inputs).to.deep.include({
      capacityProviders: ["FARGATE", "FARGATE_SPOT"],
      defaultCapacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
    });
  });

  it("records shells in a group of their own, encrypted with the system's key", () => {
    const { inputs } = recording.only(aws.ecs.Cluster, "subject");
    const key = recording.only(aws.cloudwatch.LogGroup, "subject-exec").inputs.kmsKeyId;
    expect(key).to.match(/^arn:aws:kms:/);
    expect(inputs.configuration.executeCommandConfiguration).to.deep.equal({
      kmsKeyId: key,
      logging: "OVERRIDE",
      logConfiguration: {
        cloudWatchEncryptionEnabled: true,
        cloudWatchLogGroupName: "/ecs/order-management-prod/exec",
      },
    });
  });

  for (const [name, group] of [
    ["subject", "/ecs/order-management-prod"],
    ["subject-exec", "/ecs/order-management-prod/exec"],
  ]) {
    it(`keeps ${group} as long as asked, encrypted`, () => {
      const { inputs } = recording.only(aws.cloudwatch.LogGroup, name);
      expect(inputs).to.include({ name: group, retentionInDays: 60 });
      expect(inputs.kmsKeyId).to.match(/^arn:aws:kms:/);
    });
  }

  it("keeps logs 30 days unless told otherwise", async () => {
    const usual = await record(() => {
      const { scope, network, key } = platformOf("dev");
      return new Cluster("subject", { scope, network, key });
    });
    const { inputs } = usual.only(aws.cloudwatch.LogGroup, "subject");
    expect(inputs.retentionInDays).to.equal(30);
  });

  it("has a private namespace in its network", async () => {
    const { inputs } = recording.only(aws.servicediscovery.PrivateDnsNamespace, "subject");
    expect(inputs.name).to.equal("order-management-prod.internal");
    expect(inputs.vpc).to.match(/^vpc-/);
    expect(await valueOf(recording.result.namespaceId)).to.match(/^ns-/);
  });

  const other = (args: Partial<ClusterArgs>) =>
    record(() => {
      const { scope, network, key } = platformOf("prod");
      return new Cluster("subject", { scope, network, key, ...args });
    });

  it("takes a documented name, and its log groups the same", async () => {
    const named = await other({ name: "event-booking-cluster-prod" });
    expect(named.only(aws.ecs.Cluster, "subject").inputs.name).to.equal(
      "event-booking-cluster-prod",
    );
    expect(
      ["subject", "subject-exec"].map(
        group => named.only(aws.cloudwatch.LogGroup, group).inputs.name as string,
      ),
    ).to.deep.equal(["/ecs/event-booking-cluster-prod", "/ecs/event-booking-cluster-prod/exec"]);
    expect(named.only(aws.servicediscovery.PrivateDnsNamespace, "subject").inputs.name).to.equal(
      "order-management-prod.internal",
    );
  });

  it("refuses a name that ECS does not take", async () => {
    expect(await failureOf(other({ name: "event booking" }))).to.equal(
      'Cluster "subject": name is "event booking"; use letters, digits, hyphens and underscores',
    );
    expect(await failureOf(other({ name: "a".repeat(256) }))).to.contain("at most 255");
  });

  it("leaves logs to its tasks where each has a group", async () => {
    const each = await other({ logGroups: "perService" });
    const own = each.all(aws.cloudwatch.LogGroup).map(({ name }) => name);
    expect(own.filter(name => name.startsWith("subject"))).to.deep.equal(["subject-exec"]);
    expect(each.result.ready).to.have.length(1);
  });

  it("names what must be there before a service starts", () => {
    expect(recording.result.ready).to.have.length(2);
    expect(recording.result.ready[0]).to.be.instanceOf(aws.ecs.ClusterCapacityProviders);
    expect(recording.result.ready[1]).to.be.instanceOf(aws.cloudwatch.LogGroup);
  });
});
