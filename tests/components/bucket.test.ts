import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { Bucket, BucketArgs, EncryptionKey, Environment } from "../../components";
import { failureOf } from "../support/failure";
import { record, Recording } from "../support/mocks";
import { scopeOf } from "../support/scope";

const bucket = (args: Partial<BucketArgs> = {}, environment: Environment = "prod") =>
  record(() => new Bucket("product-images", { scope: scopeOf(environment), ...args }));

const withKey = () =>
  record(() => {
    const scope = scopeOf("prod");
    const key = new EncryptionKey("key", { scope });
    return new Bucket("product-images", { scope, key });
  });

const NAME = "order-management-product-images-prod-123456789012";

const policyOf = (recording: Recording) =>
  JSON.parse(recording.only(aws.s3.BucketPolicy).inputs.policy).Statement;

describe("Bucket", () => {
  let usual: Recording<Bucket>;
  before(async () => (usual = await bucket()));

  it("has a name that is free worldwide, or the documented one", async () => {
    expect(usual.result.bucketName).to.equal(NAME);
    expect(usual.only(aws.s3.Bucket).inputs.bucket).to.equal(NAME);
    const documented = await bucket({ name: "ecommerce-products" });
    expect(documented.only(aws.s3.Bucket).inputs.bucket).to.equal("ecommerce-products");
  });

  it("is closed to the public, and so to plain HTTP", () => {
    expect(usual.only(aws.s3.BucketPublicAccessBlock).inputs).to.include({
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    expect(policyOf(usual)).to.deep.equal([
      {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [`arn:aws:s3:::${NAME}`, `arn:aws:s3:::${NAME}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
  });

  it("keeps what was overwritten for 90 days", () => {
    const { inputs } = usual.only(aws.s3.BucketVersioning);
    expect(inputs.versioningConfiguration).to.deep.equal({ status: "Enabled" });
    const lifecycle = usual.only(aws.s3.BucketLifecycleConfiguration);
    expect(lifecycle.inputs.rules).to.deep.equal([
      {
        id: "expire",
        status: "Enabled",
        filter: {},
        noncurrentVersionExpiration: { noncurrentDays: 90 },
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
      },
    ]);
    expect(lifecycle.options.dependencies).to.include(usual.only(aws.s3.BucketVersioning).urn);
  });

  it("moves old objects to Glacier, from which they are read at once", async () => {
    const archived = await bucket({ glacierAfterDays: 90 });
    const [rule] = archived.only(aws.s3.BucketLifecycleConfiguration).inputs.rules;
    expect(rule.transitions).to.deep.equal([{ days: 90, storageClass: "GLACIER_IR" }]);
  });

  it("is kept with what is in it in prod, and goes with it elsewhere", async () => {
    const kept = usual.only(aws.s3.Bucket);
    const { inputs, options } = (await bucket({}, "dev")).only(aws.s3.Bucket);
    expect([kept.inputs.forceDestroy, kept.options.protect]).to.deep.equal([false, true]);
    expect([inputs.forceDestroy, options.protect]).to.deep.equal([true, false]);
  });

  it("is encrypted with S3's key, or with the one it is given", async () => {
    const rules = (recording: Recording) =>
      recording.only(aws.s3.BucketServerSideEncryptionConfiguration).inputs.rules;
    expect(rules(usual)).to.deep.equal([
      { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } },
    ]);
    const keyed = await withKey();
    const [rule] = rules(keyed);
    expect(rule.bucketKeyEnabled).to.equal(true);
    expect(rule.applyServerSideEncryptionByDefault.sseAlgorithm).to.equal("aws:kms");
    expect(rule.applyServerSideEncryptionByDefault.kmsMasterKeyId).to.match(
      /^arn:aws:kms:us-east-1:123456789012:key\//,
    );
  });

  it("is read by the account's CloudFront distributions where it says so", async () => {
    const served = policyOf(await bucket({ cdn: true }));
    const reader = {
      Effect: "Allow",
      Principal: { Service: "cloudfront.amazonaws.com" },
      Condition: {
        ArnLike: { "aws:SourceArn": "arn:aws:cloudfront::123456789012:distribution/*" },
      },
    };
    expect(served.slice(0, 2)).to.deep.equal([
      {
        ...reader,
        Sid: "CloudFrontReads",
        Action: "s3:GetObject",
        Resource: `arn:aws:s3:::${NAME}/*`,
      },
      {
        ...reader,
        Sid: "CloudFrontFinds",
        Action: "s3:ListBucket",
        Resource: `arn:aws:s3:::${NAME}`,
      },
    ]);
  });

  it("lets pages of the named origins use it", async () => {
    const origins = ["https://shop.example.com"];
    const open = await bucket({ cors: { origins } });
    expect(open.only(aws.s3.BucketCorsConfiguration).inputs.corsRules).to.deep.equal([
      {
        allowedOrigins: origins,
        allowedMethods: ["GET", "HEAD"],
        allowedHeaders: [],
        maxAgeSeconds: 3600,
      },
    ]);
    expect(usual.all(aws.s3.BucketCorsConfiguration)).to.deep.equal([]);
  });

  it("gives a linked service its name and the right to its objects alone", () => {
    const { environment, statements, awsServices, dependsOn } = usual.result.link();
    expect(environment).to.deep.equal({ S3_BUCKET_NAME: NAME });
    expect(awsServices).to.deep.equal(["s3"]);
    expect(dependsOn).to.have.length(1);
    expect(statements).to.deep.equal([
      {
        sid: "ObjectsProductImages",
        actions: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
        resources: [`arn:aws:s3:::${NAME}/*`],
      },
    ]);
  });

  it("gives it the use of the key through S3 alone", async () => {
    const { result } = await withKey();
    expect(result.link().statements?.[1]).to.deep.equal({
      sid: "ObjectKeyProductImages",
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      resources: ["arn:aws:kms:us-east-1:123456789012:key/*"],
      conditions: {
        "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/order-management-prod" },
        StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" },
      },
    });
  });

  const refusals: [what: string, args: Partial<BucketArgs>, message: RegExp][] = [
    ["a name that S3 does not take", { name: "Shop_Images" }, /the bucket's name is "Shop_Images"/],
    ["a name too long", { name: "a".repeat(64) }, /has 64 characters; AWS takes at most 63/],
    ["every origin", { cors: { origins: ["*"] } }, /cors.origins are \*; use origins such as/],
    ["half a day", { glacierAfterDays: 0.5 }, /glacierAfterDays is 0.5; use a whole number/],
  ];
  for (const [what, args, message] of refusals) {
    it(`refuses ${what}`, async () => {
      expect(await failureOf(bucket(args))).to.match(message);
    });
  }

  it("refuses to be served by CloudFront with a key that CloudFront cannot use", async () => {
    const both = record(() => {
      const scope = scopeOf("prod");
      return new Bucket("images", { scope, key: new EncryptionKey("key", { scope }), cdn: true });
    });
    expect(await failureOf(both)).to.equal(
      'Bucket "images": cdn is true and it has a key; CloudFront reads a bucket without key only',
    );
  });
});
