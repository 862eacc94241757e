import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { Environment, LoadBalancer, LoadBalancerArgs } from "../../components";
import { failureOf } from "../support/failure";
import { record, Recording } from "../support/mocks";
import { CERTIFICATE, platformOf } from "../support/platform";
import { valueOf } from "../support/values";

const balancer = (
  environment: Environment,
  certificateArn?: string,
  args: Partial<LoadBalancerArgs> = {},
) =>
  record(() => {
    const { scope, network, key } = platformOf(environment);
    return new LoadBalancer("subject", { scope, network, key, certificateArn, ...args });
  });

const named = (recording: Recording, type: Parameters<Recording["all"]>[0]) =>
  recording.all(type).filter(({ name }) => name.startsWith("subject"));

const NOT_FOUND = {
  type: "fixed-response",
  fixedResponse: {
    statusCode: "404",
    contentType: "application/json",
    messageBody: '{"error":{"code":"not_found","message":"No service answers this path."}}',
  },
};

describe("LoadBalancer", () => {
  let prod: Recording<LoadBalancer>;
  let dev: Recording<LoadBalancer>;
  before(async () => {
    prod = await balancer("prod", CERTIFICATE);
    dev = await balancer("dev");
  });

  it("refuses to go without a certificate in prod", async () => {
    expect(await failureOf(balancer("prod"))).to.equal(
      'LoadBalancer "subject": prod needs a certificateArn, so that requests are encrypted in transit',
    );
  });

  it("is public, in the public subnets, and drops what is malformed", async () => {
    const { inputs } = prod.only(aws.lb.LoadBalancer, "subject");
    expect(inputs).to.include({
      name: "order-management-alb-prod",
      internal: false,
      loadBalancerType: "application",
      dropInvalidHeaderFields: true,
      desyncMitigationMode: "defensive",
    });
    const { result } = await record(() => valueOf(platformOf("prod").network.publicSubnetIds));
    expect(inputs.subnets).to.deep.equal(await result);
    expect(inputs.securityGroups).to.deep.equal([await valueOf(prod.result.securityGroupId)]);
  });

  it("cannot be deleted in passing in prod", () => {
    const guarded = (r: Recording) =>
      r.only(aws.lb.LoadBalancer, "subject").inputs.enableDeletionProtection;
    expect([guarded(prod), guarded(dev)]).to.deep.equal([true, false]);
  });

  it("serves TLS 1.2 and 1.3 with a certificate", () => {
    expect(prod.only(aws.lb.Listener, "subject-https").inputs).to.deep.include({
      port: 443,
      protocol: "HTTPS",
      certificateArn: CERTIFICATE,
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
      defaultActions: [NOT_FOUND],
    });
  });

  it("redirects port 80 there", () => {
    expect(prod.only(aws.lb.Listener, "subject-http").inputs).to.deep.include({
      port: 80,
      protocol: "HTTP",
      defaultActions: [
        { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } },
      ],
    });
  });

  it("answers 404 in JSON on port 80 without a certificate", () => {
    const [listener, ...others] = named(dev, aws.lb.Listener);
    expect(others).to.deep.equal([]);
    expect(listener.inputs).to.deep.include({
      port: 80,
      protocol: "HTTP",
      defaultActions: [NOT_FOUND],
    });
  });

  it("adds security headers to every answer, HSTS over TLS only", () => {
    const headers = {
      routingHttpResponseServerEnabled: false,
      routingHttpResponseXContentTypeOptionsHeaderValue: "nosniff",
      routingHttpResponseXFrameOptionsHeaderValue: "DENY",
    };
    const hsts = "routingHttpResponseStrictTransportSecurityHeaderValue";
    const plain = dev.only(aws.lb.Listener, "subject-http").inputs;
    expect(plain).to.include(headers).and.not.have.property(hsts);
    expect(prod.only(aws.lb.Listener, "subject-https").inputs).to.include({
      ...headers,
      [hsts]: "max-age=31536000; includeSubDomains",
    });
  });

  for (const [environment, ports] of [
    ["prod", [80, 443]],
    ["dev", [80]],
  ] as const) {
    it(`is open to the world on ${ports.join(" and ")} in ${environment}`, () => {
      const rules = named(environment === "prod" ? prod : dev, aws.vpc.SecurityGroupIngressRule);
      expect(rules.map(({ inputs }) => [inputs.fromPort, inputs.toPort])).to.deep.equal(
        ports.map(port => [port, port]),
      );
      for (const { inputs } of rules) {
        expect(inputs).to.include({ cidrIpv4: "0.0.0.0/0", ipProtocol: "tcp" });
      }
    });
  }

  it("knows its own address", async () => {
    expect(await valueOf(prod.result.url)).to.match(/^https:\/\/order-management-alb-prod/);
    expect(await valueOf(dev.result.url)).to.match(/^http:\/\/order-management-alb-dev/);
  });

  for (const [certificateArn, listener] of [
    [CERTIFICATE, "subject-https"],
    [undefined, "subject-http"],
  ] as const) {
    it(`carries rules on ${listener} ${certificateArn ? "with" : "without"} a certificate`, async () => {
      const recording = await record(() => {
        const { scope, network, key } = platformOf("dev");
        const args = { scope, network, key, certificateArn };
        const { listenerArn } = new LoadBalancer("subject", args);
        new aws.lb.ListenerRule("rule", { listenerArn, conditions: [], actions: [] });
      });
      const { options } = recording.only(aws.lb.ListenerRule);
      expect(options.propertyDependencies.listenerArn).to.deep.equal([
        recording.only(aws.lb.Listener, listener).urn,
      ]);
    });
  }

  describe("access logs", () => {
    const part = "subject-access-logs";

    it("go to a bucket of its own", () => {
      const { inputs } = prod.only(aws.s3.Bucket, part);
      expect(inputs.bucket).to.equal("order-management-access-logs-prod-123456789012");
      expect(prod.only(aws.lb.LoadBalancer, "subject").inputs.accessLogs).to.deep.equal({
        enabled: true,
        bucket: inputs.bucket,
      });
    });

    it("go with the stack outside prod only", () => {
      const goes = (r: Recording) => r.only(aws.s3.Bucket, part).inputs.forceDestroy;
      expect([goes(prod), goes(dev)]).to.deep.equal([false, true]);
    });

    it("are private, encrypted with AES256 and kept 90 days", () => {
      expect(prod.only(aws.s3.BucketPublicAccessBlock, part).inputs).to.include({
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      });
      expect(
        prod.only(aws.s3.BucketServerSideEncryptionConfiguration, part).inputs.rules,
      ).to.deep.equal([{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }]);
      expect(prod.only(aws.s3.BucketOwnershipControls, part).inputs.rule).to.deep.equal({
        objectOwnership: "BucketOwnerEnforced",
      });
      const [rule] = prod.only(aws.s3.BucketLifecycleConfiguration, part).inputs.rules;
      expect(rule).to.deep.include({ status: "Enabled", expiration: { days: 90 } });
    });

    it("are written by this load balancer alone, over TLS alone", () => {
      const bucket = "arn:aws:s3:::order-management-access-logs-prod-123456789012";
      const { inputs } = prod.only(aws.s3.BucketPolicy, part);
      expect(JSON.parse(inputs.policy).Statement).to.deep.equal([
        {
          Sid: "AccessLogs",
          Effect: "Allow",
          Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
          Action: "s3:PutObject",
          Resource: `${bucket}/AWSLogs/123456789012/*`,
          Condition: {
            ArnLike: {
              "aws:SourceArn":
                "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/order-management-alb-prod/*",
            },
          },
        },
        {
          Sid: "TlsOnly",
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: [bucket, `${bucket}/*`],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ]);
    });

    it("may be written before the load balancer first tries", () => {
      const { options } = prod.only(aws.lb.LoadBalancer, "subject");
      const policy = prod.only(aws.s3.BucketPolicy, part);
      expect(options.dependencies).to.include(policy.urn);
      expect(policy.options.dependencies).to.include(
        prod.only(aws.s3.BucketPublicAccessBlock, part).urn,
      );
    });
  });

  it("has a documented name, and logs of its own under it", async () => {
    const recording = await balancer("dev", undefined, { name: "Orders-ALB" });
    expect(recording.only(aws.lb.LoadBalancer, "subject").inputs).to.deep.include({
      name: "Orders-ALB",
      accessLogs: { enabled: true, bucket: "orders-alb-access-logs-123456789012" },
    });
    const { policy } = recording.only(aws.s3.BucketPolicy, "subject-access-logs").inputs;
    expect(policy).to.contain(":loadbalancer/app/Orders-ALB/*");
  });

  for (const [name, message] of [
    ["a".repeat(33), "has 33 characters; AWS takes at most 32"],
    ["internal-orders", "use letters, digits and hyphens"],
    ["orders-", "use letters, digits and hyphens"],
    ["orders_alb", "use letters, digits and hyphens"],
  ]) {
    it(`refuses the name ${name}`, async () => {
      expect(await failureOf(balancer("dev", undefined, { name }))).to.contain(message);
    });
  }

  it("keeps its rules as they are when it refuses some", async () => {
    const { result } = await balancer("dev");
    const routes = Array.from({ length: 101 }, (_, i) => ({ path: `/p${i}`, priority: i + 1 }));
    expect(() => result.registerRoutes("many", routes)).to.throw("rules 1 to 101");
    expect(result.registerRoutes("many", routes.slice(0, 100))).to.have.length(100);
    expect(result.registerRoutes("worker", [])).to.deep.equal([]);
  });

  it("takes a hundred rules and refuses the next, naming its service", () => {
    const routes = Array.from({ length: 100 }, (_, i) => ({ path: `/p${i}`, priority: i + 1 }));
    expect(prod.result.registerRoutes("many", routes)).to.have.length(100);
    expect(() => prod.result.registerRoutes("last", [{ path: "/x", priority: 101 }])).to.throw(
      'last: its routes are rules 101 to 101 of LoadBalancer "subject"; an ALB takes 100: join paths in ' +
        "one route, or make a second LoadBalancer with a name of its own and give it to the service as loadBalancer",
    );
  });

  it("names both services when one hides the other's route", async () => {
    const recording = await balancer("dev");
    recording.result.registerRoutes("first", [{ path: "/api/*", priority: 1 }]);
    expect(() =>
      recording.result.registerRoutes("second", [{ path: "/api/orders", priority: 2 }]),
    ).to.throw(/second.*first/);
  });
});
