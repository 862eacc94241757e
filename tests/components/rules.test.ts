import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { LoadBalancer, MicroService, Route } from "../../components";
import { failureOf } from "../support/failure";
import { record, Recording } from "../support/mocks";
import { CERTIFICATE, platformOf } from "../support/platform";

const service = (certificateArn: string | undefined, ...routes: (string | Route)[]) =>
  record(() => {
    const platform = platformOf("dev");
    const { scope, network, key } = platform;
    return new MicroService("orders", {
      platform,
      loadBalancer: new LoadBalancer("edge", { scope, network, key, certificateArn }),
      image: { context: "services/order-management/order-service" },
      port: 3001,
      size: { cpu: 512, memory: 1024 },
      routes,
      health: { path: "/health" },
      scaling: { min: 2, max: 10 },
    });
  });

const ruleOf = (recording: Recording, name: string) =>
  recording.only(aws.lb.ListenerRule, name).inputs;

const JWT = { issuer: "https://id.example.com", jwksEndpoint: "https://id.example.com/keys" };

describe("a service's rules", () => {
  it("ask for path, host, method, headers and query", async () => {
    const recording = await service(undefined, {
      path: "/api/*",
      host: "api.example.com",
      methods: ["GET"],
      headers: { "X-Version": "2" },
      query: { beta: "1" },
    });
    const name = "orders-api.example.com/api/* ?beta=1 GET x-version=2";
    expect(ruleOf(recording, name).conditions).to.deep.equal([
      { pathPattern: { values: ["/api/*"] } },
      { hostHeader: { values: ["api.example.com"] } },
      { queryStrings: [{ key: "beta", value: "1" }] },
      { httpRequestMethod: { values: ["GET"] } },
      { httpHeader: { httpHeaderName: "x-version", values: ["2"] } },
    ]);
  });

  it("keep the names that they had where they ask for no more than they did", async () => {
    const recording = await service(undefined, "/a*", {
      path: ["/b", "/c"],
      host: "h.example.com",
    });
    const names = recording.all(aws.lb.ListenerRule).map(({ name }) => name);
    expect(names).to.have.members(["orders-/a*", "orders-h.example.com/b|/c"]);
  });

  it("come after the first, which frees the priority of the rule that it takes the place of", async () => {
    const [first, ...others] = (await service(undefined, "/a*", "/b*", "/c*")).all(
      aws.lb.ListenerRule,
    );
    for (const { options } of others) {
      expect(options.dependencies).to.include(first.urn);
    }
  });

  it("forward as asked, without a rewrite", async () => {
    const rule = ruleOf(await service(undefined, "/a*"), "orders-/a*");
    expect(rule.actions.map(({ type }: any) => type)).to.deep.equal(["forward"]);
    expect(rule).to.not.have.property("transforms");
  });

  it("rewrite path and host on the way", async () => {
    const recording = await service(undefined, {
      path: "/api/v1/*",
      rewrite: { path: ["^/api/v1/(.*)$", "/$1"], host: ["^.*$", "orders.internal"] },
    });
    expect(ruleOf(recording, "orders-/api/v1/*").transforms).to.deep.equal([
      {
        type: "host-header-rewrite",
        hostHeaderRewriteConfig: { rewrite: { regex: "^.*$", replace: "orders.internal" } },
      },
      {
        type: "url-rewrite",
        urlRewriteConfig: { rewrite: { regex: "^/api/v1/(.*)$", replace: "/$1" } },
      },
    ]);
  });

  it("check tokens first, then forward", async () => {
    const claims = [
      { name: "aud", values: ["orders"] },
      { name: "scope", format: "space-separated-values" as const, values: ["read", "write"] },
    ];
    const recording = await service(CERTIFICATE, {
      path: "/api/*",
      auth: { jwt: { ...JWT, claims } },
    });
    const [check, forward, ...others] = ruleOf(recording, "orders-/api/*").actions;
    expect(check).to.deep.equal({
      type: "jwt-validation",
      jwtValidation: {
        ...JWT,
        additionalClaims: [
          { name: "aud", format: "single-string", values: ["orders"] },
          { name: "scope", format: "space-separated-values", values: ["read", "write"] },
        ],
      },
    });
    expect([forward.type, others]).to.deep.equal(["forward", []]);
  });

  it("let the load balancer fetch keys once, and only where tokens are checked", async () => {
    const egress = (recording: Recording) =>
      recording.all(aws.vpc.SecurityGroupEgressRule).filter(({ name }) => name === "edge-issuers");
    const twice = await record(() => {
      const { scope, network, key } = platformOf("dev");
      const certificateArn = CERTIFICATE;
      const edge = new LoadBalancer("edge", { scope, network, key, certificateArn });
      edge.registerRoutes("orders", [{ path: "/a*", auth: { jwt: JWT } }]);
      edge.registerRoutes("invoices", [{ path: "/b*", auth: { jwt: JWT } }]);
    });
    const [rule, ...more] = egress(twice);
    expect(rule.inputs).to.include({ ipProtocol: "tcp", fromPort: 443, toPort: 443 });
    expect(rule.options.parent).to.match(/infra:load-balancer:LoadBalancer::edge$/);
    expect(more).to.deep.equal([]);
    expect(egress(await service(CERTIFICATE, "/a*"))).to.deep.equal([]);
  });

  it("check no tokens in the clear", async () => {
    expect(await failureOf(service(undefined, { path: "/a*", auth: { jwt: JWT } }))).to.equal(
      'orders: route /a* has auth, but LoadBalancer "edge" has no certificateArn; an ALB checks tokens on HTTPS listeners only',
    );
  });

  it("lead through the load balancer that the service is given", async () => {
    const recording = await service(CERTIFICATE, "/a*");
    const { options } = recording.only(aws.lb.ListenerRule);
    expect(options.propertyDependencies.listenerArn).to.deep.equal([
      recording.only(aws.lb.Listener, "edge-https").urn,
    ]);
    const way = recording.only(aws.vpc.SecurityGroupIngressRule, "orders-from-alb").options;
    expect(way.propertyDependencies.referencedSecurityGroupId).to.deep.equal([
      recording.only(aws.ec2.SecurityGroup, "edge").urn,
    ]);
  });
});
