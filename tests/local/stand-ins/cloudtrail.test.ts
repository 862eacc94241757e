import { expect } from "chai";

import { TestAccount } from "./support";

const ARN = "arn:aws:cloudtrail:us-east-1:123456789012:trail/shop";

const letsIn = (action: string, sourceArn: string, more: object[] = []) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: action,
        Resource: "*",
        Condition: { StringEquals: { "aws:SourceArn": sourceArn } },
      },
      ...more,
    ],
  });

const ADMINISTRATION = {
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::123456789012:root" },
  Action: "kms:*",
  Resource: "*",
};

/** A trail, with a bucket and a key that let the trail of the ARN in. */
function trail({ bucketArn = ARN, keyArn = ARN, more = {} } = {}) {
  const account = new TestAccount();
  account.make("aws:s3/bucket:Bucket", "records", { bucket: "records" });
  account.make("aws:s3/bucketPolicy:BucketPolicy", "records", {
    bucket: "records",
    policy: letsIn("s3:PutObject", bucketArn),
  });
  const key = account.make("aws:kms/key:Key", "key", {
    policy: letsIn("kms:GenerateDataKey*", keyArn, [ADMINISTRATION]),
  });
  return account.make("aws:cloudtrail/trail:Trail", "audit", {
    name: "shop",
    s3BucketName: "records",
    kmsKeyId: key.outputs.arn,
    ...more,
  });
}

describe("CloudTrail's stand-in", () => {
  it("takes a trail that bucket and key let in", () => {
    expect(trail().outputs).to.include({ arn: ARN, homeRegion: "us-east-1" });
  });

  it("refuses a bucket that does not let the trail write", () => {
    expect(() => trail({ bucketArn: `${ARN}-other` })).to.throw(
      /InsufficientS3BucketPolicyException.*: records/,
    );
  });

  it("refuses a key that does not let the trail use it", () => {
    expect(() => trail({ keyArn: `${ARN}-other` })).to.throw(
      /does not let cloudtrail.amazonaws.com use the key for arn:aws:cloudtrail/,
    );
  });

  it("refuses a bucket that is not there", () => {
    expect(() => trail({ more: { s3BucketName: "nowhere" } })).to.throw(
      /S3BucketDoesNotExistException: there is no bucket nowhere/,
    );
  });

  it("refuses a name that CloudTrail does not take", () => {
    expect(() => trail({ more: { name: "shop--prod" } })).to.throw(/no two of \._- together/);
  });

  it("refuses all regions without the global services", () => {
    const more = { isMultiRegionTrail: true, includeGlobalServiceEvents: false };
    expect(() => trail({ more })).to.throw(/must include global service events/);
  });
});
