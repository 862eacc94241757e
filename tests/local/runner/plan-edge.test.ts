import { expect } from "chai";
import { plan, problem } from "./fixtures/plan";
import * as state from "./fixtures/state";

const aclArn = "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/alb/1";
const path = (searchString: string) => ({
  byteMatchStatement: {
    fieldToMatch: { uriPath: {} },
    positionalConstraint: "STARTS_WITH",
    searchString,
    textTransformations: [
      { priority: 1, type: "NORMALIZE_PATH" },
      { priority: 0, type: "URL_DECODE" },
    ],
  },
});
const limit = (name: string, priority: number, scopeDownStatement?: unknown) => ({
  name,
  priority,
  action: {
    block: {
      customResponse: {
        responseCode: 429,
        customResponseBodyKey: "slow",
        responseHeaders: [{ name: "Retry-After", value: "60" }],
      },
    },
  },
  statement: {
    rateBasedStatement: {
      aggregateKeyType: "IP",
      limit: 300,
      evaluationWindowSec: 60,
      scopeDownStatement,
    },
  },
});
const managed = {
  name: "AWS-Common",
  priority: 9,
  overrideAction: { none: {} },
  statement: { managedRuleGroupStatement: { vendorName: "AWS", name: "AWSManagedRulesCommon" } },
};

function firewall(rules: unknown[], over: Record<string, unknown> = {}) {
  const [balancer, ...rest] = state.balancer();
  return [
    balancer,
    ...rest,
    state.resource("aws:wafv2/webAcl:WebAcl", "alb-waf", {
      arn: aclArn,
      rules,
      customResponseBodies: [
        { key: "slow", contentType: "APPLICATION_JSON", content: '{"error":"slow down"}' },
      ],
      ...over,
    }),
    state.resource("aws:wafv2/webAclAssociation:WebAclAssociation", "alb-waf", {
      resourceArn: balancer.outputs.arn,
      webAclArn: aclArn,
    }),
  ];
}

describe("planRun: firewall", () => {
  it("plays limits by address in their order, and says what it does not play", () => {
    const rest = {
      andStatement: {
        statements: [path("/api/"), { notStatement: { statement: path("/api/v1/auth") } }],
      },
    };
    const { gateways, notes } = plan(
      firewall([managed, limit("api", 1, rest), limit("auth", 0, path("/api/v1/auth"))]),
    );
    const auth = {
      kind: "path",
      position: "STARTS_WITH",
      text: "/api/v1/auth",
      transformations: ["URL_DECODE", "NORMALIZE_PATH"],
    };
    const answer = {
      statusCode: 429,
      headers: [
        ["Content-Type", "application/json"],
        ["Retry-After", "60"],
      ],
      body: '{"error":"slow down"}',
    };
    expect(gateways[0].rateRules).to.deep.equal([
      { name: "auth", limit: 300, windowSeconds: 60, scope: auth, answer },
      {
        name: "api",
        limit: 300,
        windowSeconds: 60,
        scope: {
          kind: "all",
          parts: [
            { ...auth, text: "/api/" },
            { kind: "none", parts: [auth] },
          ],
        },
        answer,
      },
    ]);
    expect(notes).to.deep.equal([
      "rules of the firewall alb-waf that are not played here: AWSManagedRulesCommon",
    ]);
  });

  it("does not play a rule that only counts, or one by another key", () => {
    const counting = { ...limit("count", 0), action: { count: {} } };
    const whole = limit("whole", 1);
    whole.statement.rateBasedStatement.aggregateKeyType = "CONSTANT";
    const { gateways, notes } = plan(firewall([counting, whole]));
    expect(gateways[0].rateRules).to.deep.equal([]);
    expect(notes).to.deep.equal([
      "rules of the firewall alb-waf that are not played here: count, whole",
    ]);
  });

  it("leaves a load balancer alone that no firewall stands before", () => {
    const acl = firewall([limit("all", 0)]).slice(0, -1);
    expect(plan(acl).gateways[0].rateRules).to.deep.equal([]);
  });

  const label = "aws:wafv2/webAcl:WebAcl alb-waf: rule all";
  it("refuses a scope that it cannot play", async () => {
    const geo = { geoMatchStatement: { countryCodes: ["DE"] } };
    expect(await problem(firewall([limit("all", 0, geo)]))).to.equal(
      `${label}: only paths, and, or and not are played here as its scope`,
    );
    const header = { ...path("/") };
    const other = {
      byteMatchStatement: { ...header.byteMatchStatement, fieldToMatch: { method: {} } },
    };
    expect(await problem(firewall([limit("all", 0, other)]))).to.contain(
      `${label}: byteMatchStatement.fieldToMatch`,
    );
  });

  it("refuses an answer that is not there", async () => {
    expect(await problem(firewall([limit("all", 0)], { customResponseBodies: [] }))).to.equal(
      `${label}: its answer slow is not among customResponseBodies`,
    );
  });
});

describe("planRun: rules", () => {
  it("reads rewrites of path and host", () => {
    const rewrite = { regex: "^/api/(.*)$", replace: "/$1" };
    const { gateways } = plan([
      ...state.balancer(),
      ...state.service("api"),
      state.rule(1, ["/api/*"], "api", {
        transforms: [
          { type: "url-rewrite", urlRewriteConfig: { rewrite } },
          { type: "host-header-rewrite", hostHeaderRewriteConfig: { rewrite } },
        ],
      }),
    ]);
    expect(gateways[0].rules[0].rewrite).to.deep.equal({ url: rewrite, host: rewrite });
  });

  it("lets nobody pass a rule that checks tokens, since they are not checked here", () => {
    const jwtValidation = { issuer: "https://i.example", jwksEndpoint: "https://i.example/jwks" };
    const actions = [
      { type: "jwt-validation", order: 1, jwtValidation },
      { type: "forward", order: 2, targetGroupArn: state.targetGroupArn("api") },
    ];
    const { gateways, notes } = plan([
      ...state.balancer(),
      ...state.service("api"),
      state.rule(1, ["/api/*"], "api", { actions }),
    ]);
    expect(gateways[0].rules[0].action).to.include({ type: "fixed-response", statusCode: 501 });
    expect(notes).to.deep.equal([
      "aws:lb/listenerRule:ListenerRule rule-1: checks tokens (jwt-validation), " +
        "which is not done here: it answers 501",
    ]);
  });

  it("sends requests to the one of two target groups that has the weight", () => {
    const [task, group, ...rest] = state.service("api");
    const green = {
      ...group,
      urn: `${group.urn}-green`,
      outputs: { ...group.outputs, arn: "green" },
    };
    const targetGroups = [
      { arn: state.targetGroupArn("api"), weight: 100 },
      { arn: "green", weight: 0 },
    ];
    const { gateways } = plan([
      ...state.balancer(),
      ...[task, group, green, ...rest],
      state.rule(1, ["/api/*"], "api", {
        actions: [{ type: "forward", forward: { targetGroups } }],
      }),
    ]);
    expect(gateways[0].rules[0].action).to.deep.equal({ type: "forward", targetGroups });
    expect(gateways[0].targetGroups.map(({ targets }) => targets.length)).to.deep.equal([1, 0]);
  });

  it("reads the headers that a listener adds", () => {
    const { gateways } = plan([
      ...state.balancer().slice(0, 1),
      state.listener({
        routingHttpResponseXFrameOptionsHeaderValue: "DENY",
        routingHttpResponseContentSecurityPolicyHeaderValue: "default-src 'self'",
        routingHttpResponseAccessControlMaxAgeHeaderValue: "",
      }),
    ]);
    expect(gateways[0].responseHeaders).to.deep.equal([
      ["Content-Security-Policy", "default-src 'self'"],
      ["X-Frame-Options", "DENY"],
    ]);
  });
});
