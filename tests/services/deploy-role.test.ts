import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { recordProgram } from "../support/program";

describe("the setting deployRole", () => {
  const deployRole = { repository: "acme/shop", stateBucket: "acme-state" };
  const withRole = (system: string) =>
    recordProgram("prod", {
      "microservices-on-aws:system": system,
      "microservices-on-aws:deployRole": JSON.stringify(deployRole),
    });

  it("makes a role for the GitHub environment that bears the stack's name, and says which", async () => {
    const recording = await withRole("order-management");
    const { inputs } = recording.only(aws.iam.Role, "deploy");
    expect(inputs.assumeRolePolicy).to.contain("repo:acme/shop:environment:prod");
    const { deployRoleArn } = await recording.result;
    expect(deployRoleArn).to.equal(`arn:aws:iam::123456789012:role/${inputs.name}`);
  });

  it("takes a repository with the numbers that GitHub's tokens bear", async () => {
    const numbered = { ...deployRole, repository: "acme@123456/shop@456789" };
    const recording = await recordProgram("prod", {
      "microservices-on-aws:deployRole": JSON.stringify(numbered),
    });
    const { inputs } = recording.only(aws.iam.Role, "deploy");
    expect(inputs.assumeRolePolicy).to.contain("repo:acme@123456/shop@456789:environment:prod");
  });

  it("makes another that reads, for the search for drift, and for pull requests where they may", async () => {
    const trusted = async (previews: boolean) => {
      const role = JSON.stringify({ ...deployRole, previews });
      const recording = await recordProgram("prod", { "microservices-on-aws:deployRole": role });
      const { inputs } = recording.only(aws.iam.Role, "read");
      const { readRoleArn } = await recording.result;
      expect(readRoleArn).to.equal(`arn:aws:iam::123456789012:role/${inputs.name}`);
      return JSON.parse(inputs.assumeRolePolicy).Statement[0].Condition.StringEquals[
        "token.actions.githubusercontent.com:sub"
      ];
    };
    expect(await trusted(false)).to.equal("repo:acme/shop:environment:prod-drift");
    expect(await trusted(true)).to.deep.equal([
      "repo:acme/shop:environment:prod-drift",
      "repo:acme/shop:environment:prod-preview",
    ]);
  });

  it("lets it make the buckets whose names begin otherwise than the system's", async () => {
    const policies = (await withRole("customer-portal")).all(aws.iam.Policy);
    const storage = policies.find(({ name }) => name === "deploy-storage")!;
    expect(storage.inputs.policy).to.contain("arn:aws:s3:::cop-alb-*");
  });

  it("left out makes none", async () => {
    expect((await recordProgram("prod")).all(aws.iam.Policy)).to.deep.equal([]);
  });
});
