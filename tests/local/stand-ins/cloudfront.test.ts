import { expect } from "chai";

import { TestAccount } from "./support";

const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";

const behavior = {
  targetOriginId: "files",
  viewerProtocolPolicy: "redirect-to-https",
  allowedMethods: ["GET", "HEAD"],
  cachedMethods: ["GET", "HEAD"],
  cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
};

const certificate = (region: string) => ({
  acmCertificateArn: `arn:aws:acm:${region}:123456789012:certificate/1`,
  sslSupportMethod: "sni-only",
});

const distribution = (more: object = {}) => ({
  enabled: true,
  origins: [{ originId: "files", domainName: "files.s3.us-east-1.amazonaws.com" }],
  defaultCacheBehavior: behavior,
  restrictions: { geoRestriction: { restrictionType: "none" } },
  viewerCertificate: { cloudfrontDefaultCertificate: true },
  ...more,
});

/** What is refused, and AWS's words for it. */
const mistakes: [what: string, more: object, complaint: RegExp][] = [
  [
    "an origin that is not there",
    { defaultCacheBehavior: { ...behavior, targetOriginId: "api" } },
    /NoSuchOrigin.*: api$/,
  ],
  [
    "an origin twice",
    { origins: [1, 2].map(n => ({ originId: "files", domainName: `${n}.example.com` })) },
    /an origin id is there twice/,
  ],
  [
    "a path twice",
    { orderedCacheBehaviors: [1, 2].map(() => ({ ...behavior, pathPattern: "/a" })) },
    /PathPattern is there twice/,
  ],
  [
    "methods that go together nowhere",
    { defaultCacheBehavior: { ...behavior, allowedMethods: ["GET", "POST"] } },
    /the default behavior allows GET POST/,
  ],
  [
    "a behavior without a cache policy",
    { defaultCacheBehavior: { ...behavior, cachePolicyId: undefined } },
    /exactly one of cachePolicyId and forwardedValues/,
  ],
  [
    "a name without a certificate",
    { aliases: ["a.example.com"] },
    /^.*InvalidViewerCertificate: To add/,
  ],
  [
    "a certificate of another region",
    { aliases: ["a.example.com"], viewerCertificate: certificate("eu-west-1") },
    /isn't in us-east-1/,
  ],
  [
    "an origin access control that is not there",
    {
      origins: [
        { originId: "files", domainName: "b.s3.amazonaws.com", originAccessControlId: "E1" },
      ],
    },
    /NoSuchOriginAccessControl: there is no origin access control E1/,
  ],
  [
    "a function that is not there",
    {
      defaultCacheBehavior: {
        ...behavior,
        functionAssociations: [{ eventType: "viewer-request", functionArn: "arn:aws:f" }],
      },
    },
    /InvalidFunctionAssociation: there is no function arn:aws:f/,
  ],
  [
    "headers that are not there",
    { defaultCacheBehavior: { ...behavior, responseHeadersPolicyId: "none" } },
    /NoSuchResponseHeadersPolicy/,
  ],
];

describe("CloudFront's stand-in", () => {
  it("answers with an id, a name and the zone of all distributions", () => {
    const { id, outputs } = new TestAccount().make(DISTRIBUTION, "site", distribution());
    expect(id).to.match(/^E[A-Z0-9]{13}$/);
    expect(outputs.arn).to.equal(`arn:aws:cloudfront::123456789012:distribution/${id}`);
    expect(outputs.domainName).to.match(/^d[a-z0-9]{13}\.cloudfront\.net$/);
    expect(outputs.hostedZoneId).to.equal("Z2FDTNDATAQYW2");
  });

  for (const [what, more, complaint] of mistakes) {
    it(`refuses ${what}`, () => {
      const account = new TestAccount();
      expect(() => account.make(DISTRIBUTION, "site", distribution(more))).to.throw(complaint);
    });
  }

  it("gives a name to one distribution only", () => {
    const account = new TestAccount();
    const named = distribution({
      aliases: ["a.example.com"],
      viewerCertificate: certificate("us-east-1"),
    });
    account.make(DISTRIBUTION, "one", named);
    expect(() => account.make(DISTRIBUTION, "two", named)).to.throw(/CNAMEAlreadyExists/);
  });

  it("keeps what a distribution uses", () => {
    const account = new TestAccount();
    const router = account.make("aws:cloudfront/function:Function", "router", {
      runtime: "cloudfront-js-2.0",
      code: "function handler(event) { return event.request; }",
    });
    account.make(
      DISTRIBUTION,
      "site",
      distribution({
        defaultCacheBehavior: {
          ...behavior,
          functionAssociations: [{ eventType: "viewer-request", functionArn: router.outputs.arn }],
        },
      }),
    );
    expect(() => account.drop(router)).to.throw(/FunctionInUse/);
  });

  it("takes functions of up to 40 KB", () => {
    const make = (code: string) =>
      new TestAccount().make("aws:cloudfront/function:Function", "router", {
        runtime: "cloudfront-js-2.0",
        code,
      });
    make("a".repeat(40960));
    expect(() => make("a".repeat(40961))).to.throw(/the code has 40961 bytes/);
  });
});

describe("the stand-in for deliveries of logs", () => {
  const SOURCE = "arn:aws:logs:us-east-1:123456789012:delivery-source:site";

  const letsWrite = (sourceArn: string) =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "delivery.logs.amazonaws.com" },
          Action: "s3:PutObject",
          Resource: "arn:aws:s3:::logs/*",
          Condition: { ArnLike: { "aws:SourceArn": sourceArn } },
        },
      ],
    });

  function deliver(policy: string) {
    const account = new TestAccount();
    const site = account.make(DISTRIBUTION, "site", distribution());
    const bucket = account.make("aws:s3/bucket:Bucket", "logs", { bucket: "logs" });
    account.make("aws:s3/bucketPolicy:BucketPolicy", "logs", { bucket: "logs", policy });
    const source = account.make("aws:cloudwatch/logDeliverySource:LogDeliverySource", "logs", {
      name: "site",
      logType: "ACCESS_LOGS",
      resourceArn: site.outputs.arn,
    });
    const destination = account.make(
      "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination",
      "logs",
      {
        name: "site",
        outputFormat: "json",
        deliveryDestinationConfiguration: { destinationResourceArn: bucket.outputs.arn },
      },
    );
    account.make("aws:cloudwatch/logDelivery:LogDelivery", "logs", {
      deliverySourceName: "site",
      deliveryDestinationArn: destination.outputs.arn,
    });
    return { account, source, destination };
  }

  it("delivers to a bucket whose policy lets this source write", () => {
    const { source, destination } = deliver(letsWrite(SOURCE));
    expect(source.outputs).to.include({ arn: SOURCE, service: "cloudfront" });
    expect(destination.outputs.deliveryDestinationType).to.equal("S3");
  });

  it("is refused by one that does not", () => {
    expect(() => deliver(letsWrite(`${SOURCE}-other`))).to.throw(
      /the policy of arn:aws:s3:::logs does not let delivery.logs.amazonaws.com write/,
    );
  });

  it("keeps a source that a delivery uses", () => {
    const { account, source } = deliver(letsWrite(SOURCE));
    expect(() => account.drop(source)).to.throw(/ConflictException/);
  });

  it("takes CloudFront's logs in us-east-1 only", () => {
    expect(() =>
      new TestAccount().make("aws:cloudwatch/logDeliverySource:LogDeliverySource", "logs", {
        region: "eu-west-1",
        logType: "ACCESS_LOGS",
        resourceArn: "arn:aws:cloudfront::123456789012:distribution/E1",
      }),
    ).to.throw(/not supported for this LogType in region eu-west-1/);
  });
});

describe("S3's stand-in", () => {
  it("refuses a method that CORS does not know", () => {
    const account = new TestAccount();
    account.make("aws:s3/bucket:Bucket", "data", { bucket: "data" });
    expect(() =>
      account.make("aws:s3/bucketCorsConfiguration:BucketCorsConfiguration", "data", {
        bucket: "data",
        corsRules: [{ allowedOrigins: ["https://a.example.com"], allowedMethods: ["PATCH"] }],
      }),
    ).to.throw(/Unsupported method is PATCH/);
  });
});
