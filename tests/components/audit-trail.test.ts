import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { AuditTrail, AuditTrailArgs, EncryptionKey, Environment } from "../../components";
import { failureOf } from "../support/failure";
import { record, Recording } from "../support/mocks";
import { scopeOf } from "../support/scope";

const trail = (args: Partial<AuditTrailArgs> = {}, environment: Environment = "prod") =>
  record(() => {
    const scope = scopeOf(environment);
    return new AuditTrail("audit", { scope, key: new EncryptionKey("key", { scope }), ...args });
  });

const ARN = "arn:aws:cloudtrail:us-east-1:123456789012:trail/order-management-prod";
const BUCKET = "order-management-audit-prod-123456789012";

describe("AuditTrail", () => {
  let prod: Recording<AuditTrail>;
  before(async () => (prod = await trail()));

  it("records the account in all regions, with proof that nothing was changed", () => {
    const { inputs } = prod.only(aws.cloudtrail.Trail);
    expect(inputs).to.include({
      name: "order-management-prod",
      s3BucketName: BUCKET,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
    });
    expect(prod.result.trailArn).to.equal(ARN);
  });

  it("encrypts what it records with the system's key", () => {
    expect(prod.only(aws.cloudtrail.Trail).inputs.kmsKeyId).to.match(
      /^arn:aws:kms:us-east-1:123456789012:key\//,
    );
  });

  it("alone writes to its bucket, whose policy is there before it", () => {
    const policy = prod.only(aws.s3.BucketPolicy);
    const [acl, write, tls] = JSON.parse(policy.inputs.policy).Statement;
    expect([acl, write]).to.deep.equal([
      {
        Sid: "TrailChecksAcl",
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "s3:GetBucketAcl",
        Resource: `arn:aws:s3:::${BUCKET}`,
        Condition: { StringEquals: { "aws:SourceArn": ARN } },
      },
      {
        Sid: "TrailWrites",
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: `arn:aws:s3:::${BUCKET}/AWSLogs/123456789012/*`,
        Condition: {
          StringEquals: { "aws:SourceArn": ARN, "s3:x-amz-acl": "bucket-owner-full-control" },
        },
      },
    ]);
    expect(tls.Sid).to.equal("TlsOnly");
    expect(prod.only(aws.cloudtrail.Trail).options.dependencies).to.include(policy.urn);
  });

  it("keeps records a year, or as long as asked", async () => {
    const days = (recording: Recording) =>
      recording.only(aws.s3.BucketLifecycleConfiguration).inputs.rules[0].expiration.days;
    expect(days(prod)).to.equal(365);
    expect(days(await trail({ retentionDays: 2555 }))).to.equal(2555);
  });

  it("keeps its bucket in prod", async () => {
    const kept = (recording: Recording) => recording.only(aws.s3.Bucket).options.protect;
    expect([kept(prod), kept(await trail({}, "dev"))]).to.deep.equal([true, false]);
  });

  it("refuses to forget within 90 days", async () => {
    expect(await failureOf(trail({ retentionDays: 30 }))).to.equal(
      'AuditTrail "audit": retentionDays is 30; use a whole number from 90',
    );
  });
});
