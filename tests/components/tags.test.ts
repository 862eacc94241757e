import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as random from "@pulumi/random";
import { expect } from "chai";

import { tagEverything } from "../../components";
import { record, Recording } from "../support/mocks";

const TAGS = { Owner: "a-team", Environment: "dev" };

describe("tagEverything", () => {
  let recording: Recording;
  before(async () => {
    recording = await record(() => {
      tagEverything(TAGS);
      new aws.sns.Topic("plain");
      new aws.sns.Topic("own", { tags: { Name: "mine", Owner: "another-team" } });
      new aws.kms.Alias("untaggable", { name: "alias/x", targetKeyId: "key" });
      new random.RandomPassword("elsewhere", { length: 8 });
      new awsx.ec2.Vpc("vpc", { subnetStrategy: "Auto", tags: { Name: "vpc" } });
    });
  });

  it("tags what takes tags", () => {
    expect(recording.only(aws.sns.Topic, "plain").inputs.tags).to.deep.equal(TAGS);
  });

  it("leaves a resource its own tags, which win", () => {
    expect(recording.only(aws.sns.Topic, "own").inputs.tags).to.deep.equal({
      Name: "mine",
      Owner: "another-team",
      Environment: "dev",
    });
  });

  it("tags awsx components, which hand their tags on", () => {
    expect(recording.only(awsx.ec2.Vpc).inputs.tags).to.deep.equal({ Name: "vpc", ...TAGS });
  });

  it("leaves alone what takes none", () => {
    expect(recording.only(aws.kms.Alias).inputs).to.not.have.property("tags");
    expect(recording.only(random.RandomPassword).inputs).to.not.have.property("tags");
  });
});
