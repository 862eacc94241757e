import type { TrailArgs } from "@pulumi/aws/cloudtrail";
import type {
  BucketArgs,
  BucketObjectLockConfigurationArgs,
  BucketPolicyArgs,
  BucketServerSideEncryptionConfigurationArgs,
} from "@pulumi/aws/s3";
import { expect } from "chai";

import { s3BucketObjectLockLogs } from "../../../policies/encryption/s3-bucket-object-lock-logs";
import { s3BucketServerSideEncryptionKms } from "../../../policies/encryption/s3-bucket-server-side-encryption-kms";
import { Member, stackViolations, unknownValue } from "../support/engine";
import { document, Props } from "../support/rule-cases";

const KEY = "arn:aws:kms:us-east-1:123456789012:key/1234abcd";

const bucket = (name: string, props: Props<BucketArgs> = { bucket: `orders-${name}` }): Member => ({
  type: "aws:s3/bucket:Bucket",
  name,
  props,
});

describe(s3BucketServerSideEncryptionKms.name, () => {
  type Default = NonNullable<
    Props<BucketServerSideEncryptionConfigurationArgs>["rules"]
  >[number]["applyServerSideEncryptionByDefault"];
  const encryption = (
    encrypted: Default,
    bucketKeyEnabled?: boolean,
    { name = "orders-files", version = "" } = {},
  ): Member => {
    const props: Props<BucketServerSideEncryptionConfigurationArgs> = {
      bucket: name,
      rules: [{ applyServerSideEncryptionByDefault: encrypted, bucketKeyEnabled }],
    };
    return {
      type: `aws:s3/bucketServerSideEncryptionConfiguration${version}:BucketServerSideEncryptionConfiguration${version}`,
      props,
    };
  };
  const policy = (policyDocument: string): Member => {
    const props: Props<BucketPolicyArgs> = { bucket: "orders-files", policy: policyDocument };
    return { type: "aws:s3/bucketPolicy:BucketPolicy", props };
  };
  const on = (...members: Member[]) => stackViolations(s3BucketServerSideEncryptionKms, members);
  const files = bucket("files");
  const plain = encryption({ sseAlgorithm: "AES256" });
  const algorithm =
    "files: [Algorithm] Objects are not encrypted with KMS: set sseAlgorithm to aws:kms.";
  const key = "files: [Key] Objects are encrypted with AWS's own key: set kmsMasterKeyId.";

  it("reports S3's own keys", async () => {
    expect(await on(files, plain)).to.deep.equal([algorithm]);
  });

  it("reports S3's own keys in what the bucket itself says", async () => {
    const inline = bucket("files", {
      bucket: "orders-files",
      serverSideEncryptionConfiguration: {
        rule: { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } },
      },
    });
    expect(await on(inline)).to.deep.equal([algorithm]);
    const filled = ["serverSideEncryptionConfiguration"];
    expect(await on({ ...inline, filled })).to.deep.equal([]);
  });

  it("reports KMS without a key, and with AWS's own", async () => {
    expect(await on(files, encryption({ sseAlgorithm: "aws:kms" }, true))).to.deep.equal([key]);
    const aws = { sseAlgorithm: "aws:kms", kmsMasterKeyId: "alias/aws/s3" };
    expect(await on(files, encryption(aws, true))).to.deep.equal([key]);
  });

  it("reports a key without bucket key", async () => {
    const own = { sseAlgorithm: "aws:kms", kmsMasterKeyId: KEY };
    expect(await on(files, encryption(own))).to.deep.equal([
      "files: [BucketKey] Each object costs a call to KMS: set bucketKeyEnabled to true.",
    ]);
  });

  it("accepts a key, known or not", async () => {
    for (const kmsMasterKeyId of [KEY, unknownValue]) {
      const own = { sseAlgorithm: "aws:kms", kmsMasterKeyId };
      expect(await on(files, encryption(own, true))).to.deep.equal([]);
    }
  });

  it("accepts encryption in two layers, which has no bucket key", async () => {
    const twice = { sseAlgorithm: "aws:kms:dsse", kmsMasterKeyId: KEY };
    expect(await on(files, encryption(twice))).to.deep.equal([]);
  });

  it("leaves a bucket without configuration, or with an empty one, to the other rule", async () => {
    expect(await on(files, encryption(undefined, true))).to.deep.equal([]);
    expect(await on(files)).to.deep.equal([]);
  });

  it("leaves a bucket that an AWS service writes or reads", async () => {
    for (const service of ["logdelivery.elasticloadbalancing", "cloudfront"]) {
      const Principal = { Service: `${service}.amazonaws.com` };
      const open = document(
        { Principal, Action: "s3:PutObject", Resource: "*" },
        { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*" },
      );
      expect(await on(files, plain, policy(open))).to.deep.equal([]);
      expect(
        await on(bucket("files", { bucket: "orders-files", policy: open }), plain),
      ).to.deep.equal([]);
    }
  });

  it("reports a bucket that is open to a role, or closed to a service", async () => {
    const role = { AWS: "arn:aws:iam::123456789012:role/orders" };
    const service = { Service: "cloudfront.amazonaws.com" };
    for (const statement of [{ Principal: role }, { Principal: service, Effect: "Deny" }]) {
      const closed = document({ ...statement, Action: "s3:GetObject", Resource: "*" });
      expect(await on(files, plain, policy(closed))).to.deep.equal([algorithm]);
    }
  });

  it("judges the older types, and each bucket by its own configuration", async () => {
    const old = { ...bucket("old"), type: "aws:s3/bucketV2:BucketV2" };
    const configured = encryption({ sseAlgorithm: "AES256" }, true, {
      name: "orders-old",
      version: "V2",
    });
    expect(await on(files, old, configured)).to.deep.equal([algorithm.replace("files", "old")]);
  });

  it("waits for a policy that is not known yet, and judges the other buckets", async () => {
    const other = bucket("other");
    const plainToo = encryption({ sseAlgorithm: "AES256" }, true, { name: "orders-other" });
    expect(await on(files, plain, policy(unknownValue), other, plainToo)).to.deep.equal([
      algorithm.replace("files", "other"),
      "string value at .policy can't be known during preview",
    ]);
  });
});

describe(s3BucketObjectLockLogs.name, () => {
  const audit = bucket("audit");
  const trail = (props: Props<TrailArgs>, from?: Member["from"]): Member => ({
    type: "aws:cloudtrail/trail:Trail",
    props,
    from,
  });
  const trailed = trail({ s3BucketName: "orders-audit" });
  const lock = (props: Props<BucketObjectLockConfigurationArgs>): Member => ({
    type: "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    props: { bucket: "orders-audit", ...props },
  });
  const retained = { rule: { defaultRetention: { mode: "COMPLIANCE", days: 365 } } };
  const on = (...members: Member[]) => stackViolations(s3BucketObjectLockLogs, members);
  const open =
    "audit: Audit logs can be deleted: add a BucketObjectLockConfiguration with rule.defaultRetention.";

  it("is off until a stack switches it on", () => {
    expect(s3BucketObjectLockLogs.enforcementLevel).to.equal("disabled");
  });

  it("reports a trail's bucket without a lock", async () => {
    expect(await on(audit, trailed)).to.deep.equal([open]);
  });

  it("reports one that is only made for locks", async () => {
    const able = bucket("audit", { bucket: "orders-audit", objectLockEnabled: true });
    expect(await on(able, trailed)).to.deep.equal([open]);
    expect(await on(able, trailed, lock({ objectLockEnabled: "Enabled" }))).to.deep.equal([open]);
  });

  it("accepts a lock by itself for each object", async () => {
    const old = "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2";
    expect(await on(audit, trailed, lock(retained))).to.deep.equal([]);
    expect(await on(audit, trailed, { ...lock(retained), type: old })).to.deep.equal([]);
  });

  it("reports another bucket's lock", async () => {
    expect(await on(audit, trailed, lock({ ...retained, bucket: "other" }))).to.deep.equal([open]);
  });

  it("knows the trail's bucket before names are known", async () => {
    const unnamed = bucket("audit", { bucket: unknownValue });
    const into = trail({ s3BucketName: unknownValue }, { s3BucketName: unnamed });
    expect(await on(unnamed, into)).to.deep.equal([open]);
  });

  it("waits for a lock that is not known yet", async () => {
    expect(await on(audit, trailed, lock({ rule: unknownValue }))).to.deep.equal([
      "string value at .rule can't be known during preview",
    ]);
  });

  it("says nothing of buckets without audit logs", async () => {
    expect(await on(audit, bucket("files"))).to.deep.equal([]);
  });
});
