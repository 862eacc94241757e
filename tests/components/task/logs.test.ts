import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { MicroService, Platform } from "../../../components";
import { containerOf, statementsOf } from "../../support/documents";
import { failureOf } from "../../support/failure";
import { record } from "../../support/mocks";
import { scopeOf } from "../../support/scope";
import { plainService } from "../../support/service";

const service = (name: string) =>
  record(() => {
    const platform = new Platform("platform", {
      scope: scopeOf("dev"),
      cluster: { logGroups: "perService" },
    });
    return new MicroService(name, {
      ...plainService(platform),
    });
  });

describe("a log group for each task", () => {
  const group = "/ecs/order-management-dev/orders";

  it("is kept and encrypted like the cluster's", async () => {
    const recording = await service("orders");
    const { inputs } = recording.only(aws.cloudwatch.LogGroup, "orders");
    const exec = recording.only(aws.cloudwatch.LogGroup, "platform-cluster-exec").inputs;
    expect(inputs).to.deep.equal({ ...exec, name: group });
    expect(inputs.retentionInDays).to.equal(7);
  });

  it("is what the task writes to, and all it may write to", async () => {
    const recording = await service("orders");
    const { options } = containerOf(recording, "orders").logConfiguration;
    expect(options["awslogs-group"]).to.equal(group);
    const write = statementsOf(recording, "orders-execution").find(s => s.Sid === "WriteLogs");
    expect(write.Resource).to.deep.equal([
      `arn:aws:logs:us-east-1:123456789012:log-group:${group}:log-stream:orders/*`,
    ]);
  });

  it("is there before the service", async () => {
    const recording = await service("orders");
    const { urn } = recording.only(aws.cloudwatch.LogGroup, "orders");
    expect(recording.only(aws.ecs.Service).options.dependencies).to.include(urn);
  });

  it("is never the one that records shells", async () => {
    expect(await failureOf(service("exec"))).to.contain(
      "its log group would be /ecs/order-management-dev/exec",
    );
  });
});
