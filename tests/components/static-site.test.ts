import * as aws from "@pulumi/aws";
import { expect } from "chai";
import { runInNewContext } from "vm";

import { Bucket, Environment, Platform, StaticSite, StaticSiteArgs } from "../../components";
import { failureOf } from "../support/failure";
import { record, Recording } from "../support/mocks";
import { CERTIFICATE, platformOf } from "../support/platform";
import { valueOf } from "../support/values";

type Args = Partial<StaticSiteArgs>;

const site = (args: (platform: Platform) => Args = () => ({}), environment: Environment = "dev") =>
  record(() => {
    const platform = platformOf(environment);
    return new StaticSite("site", { scope: platform.scope, ...args(platform) });
  });

const withApi =
  (more: Args = {}) =>
  ({ loadBalancer }: Platform) => ({ loadBalancer, ...more });

const distributionOf = (recording: Recording) => recording.only(aws.cloudfront.Distribution).inputs;

const DOMAIN = { host: "shop.example.com", certificateArn: CERTIFICATE };
const ALL_VIEWER = "216adef6-5c7f-47e4-b989-5492eafa07d3";
const ALL_VIEWER_EXCEPT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac";
const CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
const CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";

describe("StaticSite", () => {
  let files: Recording<StaticSite>;
  let dev: Recording<StaticSite>;
  let prod: Recording<StaticSite>;
  before(async () => {
    files = await site();
    dev = await site(withApi());
    prod = await site(withApi({ domain: DOMAIN }), "prod");
  });

  it("keeps its files in a private bucket that CloudFront alone reads", () => {
    const name = "order-management-site-dev-123456789012";
    const { inputs } = files.only(aws.s3.BucketPolicy, "site");
    expect(files.result.bucketName).to.equal(name);
    expect(inputs.bucket).to.equal(name);
    const allowed = JSON.parse(inputs.policy).Statement.filter((s: any) => s.Effect === "Allow");
    expect(allowed.map((s: any) => [s.Principal.Service, s.Action, s.Resource])).to.deep.equal([
      ["cloudfront.amazonaws.com", "s3:GetObject", `arn:aws:s3:::${name}/*`],
      ["cloudfront.amazonaws.com", "s3:ListBucket", `arn:aws:s3:::${name}`],
    ]);
  });

  it("reads it by signed requests, at its regional name", async () => {
    const control = files.only(aws.cloudfront.OriginAccessControl);
    expect(control.inputs).to.include({
      originAccessControlOriginType: "s3",
      signingBehavior: "always",
      signingProtocol: "sigv4",
    });
    const [origin] = distributionOf(files).origins;
    expect(origin.domainName).to.equal(
      "order-management-site-dev-123456789012.s3.us-east-1.amazonaws.com",
    );
    expect(origin.originAccessControlId).to.match(/^E[A-Z0-9]{13}$/);
    expect(origin).to.not.have.property("s3OriginConfig");
    expect(await valueOf(files.result.url)).to.match(/^https:\/\/d[a-z0-9]{13}\.cloudfront\.net$/);
  });

  it("serves files compressed and cached, over TLS, with security headers", () => {
    expect(distributionOf(files).defaultCacheBehavior).to.deep.include({
      targetOriginId: "files",
      viewerProtocolPolicy: "redirect-to-https",
      allowedMethods: ["GET", "HEAD", "OPTIONS"],
      compress: true,
      cachePolicyId: CACHING_OPTIMIZED,
      responseHeadersPolicyId: "67f7725c-6f97-4210-82d7-5512b31e9d03",
    });
    expect(distributionOf(files)).to.include({ defaultRootObject: "index.html" });
    expect(distributionOf(files).orderedCacheBehaviors).to.deep.equal([]);
  });

  it("has the headers with the policy it is given", async () => {
    const own = await site(() => ({ contentSecurityPolicy: "default-src 'self'" }));
    const policy = own.only(aws.cloudfront.ResponseHeadersPolicy);
    expect(policy.inputs.securityHeadersConfig.contentSecurityPolicy).to.deep.equal({
      contentSecurityPolicy: "default-src 'self'",
      override: true,
    });
    expect(distributionOf(own).defaultCacheBehavior.responseHeadersPolicyId).to.match(
      /^[0-9a-f-]{36}$/,
    );
    expect(files.all(aws.cloudfront.ResponseHeadersPolicy)).to.deep.equal([]);
  });

  it("sends an application's own paths to its page, and files and the API where they are", () => {
    const router = dev.only(aws.cloudfront.Function);
    const [association] = distributionOf(dev).defaultCacheBehavior.functionAssociations;
    expect(association.eventType).to.equal("viewer-request");
    expect(association.functionArn).to.equal(
      "arn:aws:cloudfront::123456789012:function/order-management-site-dev",
    );
    for (const behavior of distributionOf(dev).orderedCacheBehaviors) {
      expect(behavior).to.not.have.property("functionAssociations");
    }
    const routed = (uri: string) =>
      runInNewContext(`${router.inputs.code}; handler({ request: { uri: "${uri}" } }).uri`);
    expect(["/", "/orders", "/orders/7", "/orders/"].map(routed)).to.deep.equal(
      Array(4).fill("/index.html"),
    );
    expect(["/app.js", "/img/a.b.png", "/v1.2/app.css"].map(routed)).to.deep.equal([
      "/app.js",
      "/img/a.b.png",
      "/v1.2/app.css",
    ]);
  });

  it("leaves every path as it is where it is no application", async () => {
    const plain = await site(() => ({ spa: false }));
    expect(plain.all(aws.cloudfront.Function)).to.deep.equal([]);
    expect(distributionOf(plain).defaultCacheBehavior).to.not.have.property("functionAssociations");
  });

  it("never makes a page of an API's error", () => {
    expect(distributionOf(dev)).to.not.have.property("customErrorResponses");
  });

  it("passes the API's paths on whole and uncached", () => {
    const passed = distributionOf(dev).orderedCacheBehaviors;
    expect(passed.map((b: any) => b.pathPattern)).to.deep.equal(["/health", "/api/*"]);
    for (const behavior of passed) {
      expect(behavior).to.deep.include({
        targetOriginId: "api",
        viewerProtocolPolicy: "https-only",
        allowedMethods: ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"],
        cachePolicyId: CACHING_DISABLED,
        originRequestPolicyId: ALL_VIEWER_EXCEPT_HOST,
      });
    }
  });

  it("calls a load balancer without TLS by its own name", async () => {
    const { result } = await record(() => valueOf(platformOf("dev").loadBalancer.dnsName));
    const api = distributionOf(dev).origins[1];
    expect(api.domainName).to.equal(await result);
    expect(api.customOriginConfig.originProtocolPolicy).to.equal("http-only");
  });

  it("calls one with TLS over TLS, by the site's name or the one it is given", async () => {
    const [, api] = distributionOf(prod).origins;
    expect(api.customOriginConfig).to.deep.include({
      originProtocolPolicy: "https-only",
      originSslProtocols: ["TLSv1.2"],
    });
    expect(distributionOf(prod).orderedCacheBehaviors[0].originRequestPolicyId).to.equal(
      ALL_VIEWER,
    );
    const named = distributionOf(await site(withApi({ apiHost: "api.example.com" }), "prod"));
    expect(named.origins[1].domainName).to.equal("api.example.com");
    expect(named.orderedCacheBehaviors[0].originRequestPolicyId).to.equal(ALL_VIEWER_EXCEPT_HOST);
  });

  it("serves its own name with TLS 1.2 and later", async () => {
    expect(distributionOf(prod).aliases).to.deep.equal(["shop.example.com"]);
    expect(distributionOf(prod).viewerCertificate).to.deep.equal({
      acmCertificateArn: CERTIFICATE,
      sslSupportMethod: "sni-only",
      minimumProtocolVersion: "TLSv1.2_2021",
    });
    expect(await valueOf(prod.result.url)).to.equal("https://shop.example.com");
    expect(distributionOf(dev).viewerCertificate).to.deep.equal({
      cloudfrontDefaultCertificate: true,
    });
  });

  it("serves further buckets below their paths, longer paths first", async () => {
    const more = await site(({ scope, loadBalancer }) => {
      const images = new Bucket("images", { scope, name: "ecommerce-products", cdn: true });
      return {
        loadBalancer,
        buckets: [
          { path: "/images/*", bucket: images },
          { path: "/api/pictures/*", bucket: images },
        ],
      };
    });
    const { origins, orderedCacheBehaviors } = distributionOf(more);
    expect(origins.map((o: any) => o.originId)).to.deep.equal([
      "files",
      "ecommerce-products",
      "api",
    ]);
    expect(orderedCacheBehaviors.map((b: any) => [b.pathPattern, b.targetOriginId])).to.deep.equal([
      ["/api/pictures/*", "ecommerce-products"],
      ["/images/*", "ecommerce-products"],
      ["/health", "api"],
      ["/api/*", "api"],
    ]);
  });

  it("has its access logs delivered to a bucket that takes them from this site alone", () => {
    const source = files.only(aws.cloudwatch.LogDeliverySource);
    expect(source.inputs).to.include({
      region: "us-east-1",
      name: "order-management-site-dev",
      logType: "ACCESS_LOGS",
    });
    expect(source.inputs.resourceArn).to.match(/^arn:aws:cloudfront::123456789012:distribution\/E/);
    const { policy } = files.only(aws.s3.BucketPolicy, "site-logs").inputs;
    expect(JSON.parse(policy).Statement[0]).to.deep.equal({
      Sid: "AccessLogs",
      Effect: "Allow",
      Principal: { Service: "delivery.logs.amazonaws.com" },
      Action: "s3:PutObject",
      Resource:
        "arn:aws:s3:::order-management-site-logs-dev-123456789012/AWSLogs/123456789012/CloudFront/*",
      Condition: {
        StringEquals: {
          "aws:SourceAccount": "123456789012",
          "s3:x-amz-acl": "bucket-owner-full-control",
        },
        ArnLike: {
          "aws:SourceArn":
            "arn:aws:logs:us-east-1:123456789012:delivery-source:order-management-site-dev",
        },
      },
    });
    const delivery = files.only(aws.cloudwatch.LogDelivery);
    expect(delivery.options.dependencies).to.include(
      files.only(aws.s3.BucketPolicy, "site-logs").urn,
    );
  });

  const refusals: [what: string, args: (platform: Platform) => Args, message: RegExp][] = [
    [
      "API paths that lead nowhere",
      () => ({ apiPaths: ["/api/*"] }),
      /apiPaths need a loadBalancer/,
    ],
    [
      "an API host that leads nowhere",
      () => ({ apiHost: "a.example.com" }),
      /apiHost needs a loadB/,
    ],
    ["TLS by a name that no certificate holds", withApi(), /give apiHost or domain/],
    ["a path twice", withApi({ domain: DOMAIN, apiPaths: ["/a", "/a"] }), /"\/a" is there twice/],
    [
      "a path without a slash",
      withApi({ domain: DOMAIN, apiPaths: ["api"] }),
      /"api" is not a path/,
    ],
    [
      "a certificate of another region",
      () => ({
        domain: { ...DOMAIN, certificateArn: CERTIFICATE.replace("us-east-1", "eu-west-1") },
      }),
      /CloudFront takes an ACM certificate of us-east-1/,
    ],
    [
      "a host with a path",
      () => ({ domain: { ...DOMAIN, host: "a.com/x" } }),
      /domain.host is "a.com\/x"/,
    ],
    [
      "a regional web ACL",
      () => ({ webAclArn: "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/a/1" }),
      /CloudFront takes a web ACL of scope CLOUDFRONT/,
    ],
    [
      "a bucket that CloudFront may not read",
      ({ scope }) => ({ buckets: [{ path: "/a/*", bucket: new Bucket("a", { scope }) }] }),
      /the bucket of \/a\/\* is closed to CloudFront; make it with cdn: true/,
    ],
    ["logs kept no day", () => ({ logDays: 0 }), /logDays is 0; use a whole number from 1/],
  ];
  for (const [what, args, message] of refusals) {
    it(`refuses ${what}`, async () => {
      expect(await failureOf(site(args, "prod"))).to.match(message);
    });
  }
});
