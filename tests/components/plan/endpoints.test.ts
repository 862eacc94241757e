import { expect } from "chai";

import { SecretRef } from "../../../components";
import {
  decryptWith,
  openExecChannels,
  Statement,
  writeExecLogs,
} from "../../../components/plan/iam-statements";
import { servicesOf } from "../../../components/plan/endpoints";
import { scopeOf } from "../../support/scope";

const START = ["ecr.api", "ecr.dkr", "logs", "s3"];

const PARAMETER: SecretRef = { kind: "parameter", name: "/url", keyAlias: "alias/key" };
const SECRET: SecretRef = { kind: "secret", valueFrom: "arn", arn: "arn", keyAlias: "alias/key" };

const doing = (...actions: string[]): Statement[] => [{ sid: "Do", actions, resources: ["*"] }];

const beyond = (secrets: SecretRef[], statements: Statement[]) =>
  servicesOf(secrets, statements).filter(service => !START.includes(service));

describe("the AWS services of a task", () => {
  const scope = scopeOf("dev");

  it("are what Fargate starts it with", () => {
    expect(servicesOf([], [])).to.deep.equal(START);
  });

  it("are what keeps its secrets, which decrypts them too", () => {
    expect(beyond([PARAMETER], [])).to.deep.equal(["ssm"]);
    expect(beyond([SECRET], [])).to.deep.equal(["secretsmanager"]);
    expect(beyond([], [decryptWith(scope, "alias/key", ["ssm"])])).to.deep.equal([]);
  });

  it("are what a shell in it needs, with the key of its session", () => {
    const shell = [
      openExecChannels(),
      ...writeExecLogs(scope, "/exec"),
      decryptWith(scope, "alias/key"),
    ];
    expect(beyond([], shell)).to.deep.equal(["kms", "ssmmessages"]);
  });

  it("are what its code may call, once each, by the names of their endpoints", () => {
    expect(beyond([], doing("sqs:SendMessage", "sqs:ReceiveMessage"))).to.deep.equal(["sqs"]);
    expect(beyond([], doing("ses:SendEmail", "aps:RemoteWrite"))).to.deep.equal([
      "aps-workspaces",
      "email",
    ]);
  });

  it("are not what a peer in the VPC checks", () => {
    const rights = ["elasticfilesystem:ClientMount", "rds-db:connect", "elasticache:Connect"];
    expect(beyond([], doing(...rights))).to.deep.equal([]);
    expect(beyond([], doing("elasticfilesystem:CreateTags"))).to.deep.equal(["elasticfilesystem"]);
  });
});
