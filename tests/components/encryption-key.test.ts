import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { EncryptionKey, Environment, Scope } from "../../components";
import { record, Recording } from "../support/mocks";
import { failureOf } from "../support/failure";
import { scopeOf } from "../support/scope";

const key = (environment: Environment) =>
  record(() => new EncryptionKey("key", { scope: scopeOf(environment) }));

const TRAIL = "arn:aws:cloudtrail:us-east-1:123456789012:trail/order-management-prod";

describe("EncryptionKey", () => {
  let prod: Recording<EncryptionKey>;
  before(async () => (prod = await key("prod")));

  it("is rotated every year", () => {
    expect(prod.only(aws.kms.Key).inputs.enableKeyRotation).to.equal(true);
  });

  it("is guarded in prod, with the longest time to save what it encrypts", async () => {
    const { inputs, options } = prod.only(aws.kms.Key);
    expect([options.protect, inputs.deletionWindowInDays]).to.deep.equal([true, 30]);
    const dev = (await key("dev")).only(aws.kms.Key);
    expect([dev.options.protect, dev.inputs.deletionWindowInDays]).to.deep.equal([false, 7]);
  });

  it("stands behind the documented alias", () => {
    expect(prod.only(aws.kms.Alias).inputs.name).to.equal("alias/order-management-prod");
    expect(prod.result.alias).to.equal("alias/order-management-prod");
  });

  it("lets administrators, this system's log groups and trail and this account's alarms use it", () => {
    const { Statement } = JSON.parse(prod.only(aws.kms.Key).inputs.policy);
    expect(Statement).to.deep.equal([
      {
        Sid: "AccountAdministration",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::123456789012:root" },
        Action: "kms:*",
        Resource: "*",
      },
      {
        Sid: "SystemLogGroups",
        Effect: "Allow",
        Principal: { Service: "logs.us-east-1.amazonaws.com" },
        Action: [
          "kms:Encrypt",
          "kms:Decrypt",
          "kms:ReEncrypt*",
          "kms:GenerateDataKey*",
          "kms:DescribeKey",
        ],
        Resource: "*",
        Condition: {
          ArnLike: {
            "kms:EncryptionContext:aws:logs:arn":
              "arn:aws:logs:us-east-1:123456789012:log-group:*/order-management-prod*",
          },
        },
      },
      {
        Sid: "AlarmNotifications",
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
        Resource: "*",
        Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
      },
      {
        Sid: "AuditTrailRecords",
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "kms:GenerateDataKey*",
        Resource: "*",
        Condition: {
          StringEquals: {
            "aws:SourceArn": TRAIL,
            "kms:EncryptionContext:aws:cloudtrail:arn": TRAIL,
          },
        },
      },
      {
        Sid: "AuditTrailLooksKeyUp",
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "kms:DescribeKey",
        Resource: "*",
        Condition: { StringEquals: { "aws:SourceArn": TRAIL } },
      },
    ]);
  });

  it("refuses an alias that AWS would not take", async () => {
    const scope = new Scope({ ...scopeOf("prod"), app: "x".repeat(250) });
    expect(await failureOf(record(() => new EncryptionKey("key", { scope })))).to.match(
      /^KMS alias name "alias\/x+-prod" has 261 characters; AWS takes at most 256$/,
    );
  });
});
