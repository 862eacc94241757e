import type { BucketArgs, BucketServerSideEncryptionConfigurationArgs } from "@pulumi/aws/s3";
import { expect } from "chai";

import { s3BucketServerSideEncryptionEnabled } from "../../policies/encryption/s3-bucket-server-side-encryption-enabled";
import { s3BucketSslRequestsOnly } from "../../policies/encryption/s3-bucket-ssl-requests-only";
import { Member, stackViolations, unknownValue } from "./support/engine";
import { document, Props, RawStatement } from "./support/rule-cases";

const bucket = (props: Props<BucketArgs> = { bucket: "orders-files" }): Member => ({
  type: "aws:s3/bucket:Bucket",
  name: "files",
  props,
});

describe(s3BucketServerSideEncryptionEnabled.name, () => {
  const encrypted: Props<BucketServerSideEncryptionConfigurationArgs> = {
    rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } }],
  };
  const configuration = (props: object, from?: Member["from"]): Member => ({
    type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    props: { ...encrypted, ...props },
    from,
  });
  const on = (...members: Member[]) =>
    stackViolations(s3BucketServerSideEncryptionEnabled, members);
  const missing =
    "files: The bucket has no BucketServerSideEncryptionConfiguration: add one with an sseAlgorithm.";

  it("reports a bucket without configuration", async () => {
    expect(await on(bucket())).to.deep.equal([missing]);
  });

  it("reports a bucket whose configuration is another's, or empty", async () => {
    expect(
      await on(
        bucket(),
        configuration({ bucket: "other" }),
        configuration({ bucket: "orders-files", rules: [{ bucketKeyEnabled: true }] }),
      ),
    ).to.deep.equal([missing]);
  });

  it("accepts a configuration by the bucket's name", async () => {
    expect(await on(bucket(), configuration({ bucket: "orders-files" }))).to.deep.equal([]);
  });

  it("accepts a configuration by its dependency, before names are known", async () => {
    const unnamed = bucket({ bucket: unknownValue });
    const from = { bucket: unnamed };
    expect(await on(unnamed, configuration({ bucket: unknownValue }, from))).to.deep.equal([]);
    expect(await on(unnamed, configuration({ bucket: unknownValue }))).to.deep.equal([missing]);
  });

  it("judges each bucket, in the older type too", async () => {
    const old = { ...bucket({ bucket: "old" }), type: "aws:s3/bucketV2:BucketV2", name: "old" };
    expect(await on(bucket(), old, configuration({ bucket: "orders-files" }))).to.deep.equal([
      missing.replace("files:", "old:"),
    ]);
  });

  it("accepts what the bucket itself says, and not what AWS says of it", async () => {
    const inline = {
      serverSideEncryptionConfiguration: {
        rule: { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } },
      },
    };
    expect(await on(bucket(inline))).to.deep.equal([]);
    const filled = ["serverSideEncryptionConfiguration"];
    expect(await on({ ...bucket(inline), filled })).to.deep.equal([missing]);
  });

  it("says nothing of a stack without buckets", async () => {
    expect(await on(configuration({ bucket: "elsewhere" }))).to.deep.equal([]);
  });
});

describe(s3BucketSslRequestsOnly.name, () => {
  const arn = "arn:aws:s3:::orders-files";
  const denial: RawStatement = {
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [arn, `${arn}/*`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
  const policy = (text: string, name: string = "orders-files"): Member => ({
    type: "aws:s3/bucketPolicy:BucketPolicy",
    props: { bucket: name, policy: text },
  });
  const on = (...members: Member[]) => stackViolations(s3BucketSslRequestsOnly, members);
  const open =
    "files: The bucket takes requests without TLS: deny s3:* on it and its objects when aws:SecureTransport is false.";

  it("reports a bucket without policy", async () => {
    expect(await on(bucket())).to.deep.equal([open]);
  });

  it("accepts a policy that denies plain text", async () => {
    expect(await on(bucket(), policy(document(denial)))).to.deep.equal([]);
  });

  it("accepts a policy that denies what does not say whether it has TLS", async () => {
    const cautious = { ...denial, Condition: { BoolIfExists: { "aws:SecureTransport": "false" } } };
    expect(await on(bucket(), policy(document(cautious)))).to.deep.equal([]);
  });

  it("accepts it in the bucket's own policy and before names are known", async () => {
    expect(await on(bucket({ bucket: "orders-files", policy: document(denial) }))).to.deep.equal(
      [],
    );
    const unnamed = bucket({ bucket: unknownValue });
    const attached = { ...policy(document(denial)), from: { bucket: unnamed } };
    expect(await on(unnamed, attached)).to.deep.equal([]);
  });

  const broken: [string, RawStatement][] = [
    ["only for some actions", { ...denial, Action: "s3:GetObject" }],
    ["only to some", { ...denial, Principal: { AWS: "123456789012" } }],
    ["only on its objects", { ...denial, Resource: `${arn}/*` }],
    ["only on itself", { ...denial, Resource: arn }],
    ["on another bucket", { ...denial, Resource: [`${arn}-2`, `${arn}-2/*`] }],
    [
      "only from somewhere",
      {
        ...denial,
        Condition: { ...(denial.Condition as object), IpAddress: { "aws:SourceIp": "10.0.0.0/8" } },
      },
    ],
    ["under TLS", { ...denial, Condition: { Bool: { "aws:SecureTransport": "true" } } }],
    ["without condition", { ...denial, Condition: undefined }],
    ["by allowing it", { ...denial, Effect: "Allow" }],
  ];
  for (const [title, statement] of broken) {
    it(`reports a policy that denies it ${title}`, async () => {
      expect(await on(bucket(), policy(document(statement)))).to.deep.equal([open]);
    });
  }

  it("reports another bucket's policy", async () => {
    expect(await on(bucket(), policy(document(denial), "other"))).to.deep.equal([open]);
  });

  it("waits for a policy that is not known yet, and judges the other buckets", async () => {
    const second = { ...bucket({ bucket: "second" }), name: "second" };
    expect(await on(bucket(), policy(unknownValue), second)).to.deep.equal([
      open.replace("files:", "second:"),
      "string value at .policy can't be known during preview",
    ]);
  });
});
