import { expect } from "chai";

import { configuration, TestAccount, urnOf } from "./support";

const check = (type: string, news: object) =>
  new TestAccount().provider.check(urnOf(type, "x"), {}, { ...news }, configuration).problems;

const FORWARD = { type: "forward", targetGroupArn: "t" };
const answer = (fixedResponse: object) => ({
  actions: [{ type: "fixed-response", fixedResponse: { statusCode: "403", ...fixedResponse } }],
});
const token = (jwtValidation: object = {}) => ({
  type: "jwt-validation",
  jwtValidation: {
    issuer: "https://id.example.com",
    jwksEndpoint: "https://id.example.com/keys",
    ...jwtValidation,
  },
});
const claim = (changes: object) =>
  token({
    additionalClaims: [{ name: "scope", format: "single-string", values: ["a"], ...changes }],
  });
const pathRewrite = (regex: string, replace = "") => ({
  type: "url-rewrite",
  urlRewriteConfig: { rewrite: { regex, replace } },
});

const rule = {
  listenerArn: "l",
  conditions: [{ pathPattern: { values: ["/a"] } }],
  actions: [token(), FORWARD],
  transforms: [pathRewrite("^/api/(.*)$", "/$1")],
};

const metric = { cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true };
const visible = (metricName: string) => ({ ...metric, metricName });
const startsWith = (path: string) => ({
  byteMatchStatement: {
    fieldToMatch: { uriPath: {} },
    positionalConstraint: "STARTS_WITH",
    searchString: path,
    textTransformations: [{ priority: 0, type: "NONE" }],
  },
});
const limit = (rate: object = {}, more: object = {}) => ({
  name: "api",
  priority: 0,
  action: { block: {} },
  statement: { rateBasedStatement: { aggregateKeyType: "IP", limit: 100, ...rate } },
  visibilityConfig: visible("api"),
  ...more,
});
const group = (name: string, more: object = {}) => ({
  name: "group",
  priority: 1,
  overrideAction: { none: {} },
  statement: { managedRuleGroupStatement: { vendorName: "AWS", name } },
  visibilityConfig: visible("group"),
  ...more,
});
const COMMON = "AWSManagedRulesCommonRuleSet";
const acl = {
  name: "alb",
  scope: "REGIONAL",
  defaultAction: { allow: {} },
  rules: [limit(), group(COMMON)],
  visibilityConfig: visible("alb"),
};
const alias = { zoneId: "Z1", name: "a.example.com", type: "A", aliases: [{ name: "alb" }] };

const RULE = "aws:lb/listenerRule:ListenerRule";
const ACL = "aws:wafv2/webAcl:WebAcl";
const RECORD = "aws:route53/record:Record";
const LOGGING = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration";
const ASSOCIATION = "aws:wafv2/webAclAssociation:WebAclAssociation";
const arn = (resource: string) => `arn:aws:logs:us-east-1:123456789012:log-group:${resource}`;

/** Valid inputs, one mistake, and what is said of it. */
const cases: [type: string, valid: object, mistake: object, reason: RegExp][] = [
  [RULE, rule, { actions: [FORWARD, token()] }, /last action must be forward/],
  [RULE, rule, { actions: [FORWARD, FORWARD] }, /one of them only/],
  [RULE, rule, { actions: [{ type: "deny" }, FORWARD] }, /"deny" is not valid/],
  [RULE, { ...rule, ...answer({ contentType: "text/html" }) }, answer({}), /content type ""/],
  [RULE, rule, answer({ contentType: "text/html", statusCode: "302" }), /2XX, 4XX or 5XX/],
  [RULE, rule, answer({ contentType: "text/html", messageBody: "x".repeat(1025) }), /1024/],
  [RULE, rule, { actions: [token({ issuer: "" }), FORWARD] }, /issuer takes 1 to 256/],
  [RULE, rule, { actions: [token({ jwksEndpoint: "http://id/k" }), FORWARD] }, /full HTTPS URL/],
  [RULE, rule, { actions: [claim({ name: "exp" }), FORWARD] }, /exp is validated by default/],
  [RULE, rule, { actions: [claim({ format: "list" }), FORWARD] }, /format "list" is not valid/],
  [RULE, rule, { actions: [claim({ values: ["a", "b"] }), FORWARD] }, /has 2 values; .* 1 to 1/],
  [RULE, rule, { transforms: [pathRewrite("^/a"), pathRewrite("^/b")] }, /one transform of type/],
  [RULE, rule, { transforms: [pathRewrite("")] }, /regex of 1 to 1024/],
  [RULE, rule, { transforms: [pathRewrite("a", "x".repeat(1025))] }, /replacement of up to 1024/],
  [RULE, rule, { transforms: [pathRewrite("(?=a)")] }, /not supported/],
  [RULE, rule, { transforms: [{ type: "rewrite" }] }, /"rewrite" is not valid/],
  [ACL, acl, { name: "a b" }, /letters, digits/],
  [ACL, acl, { scope: "GLOBAL" }, /REGIONAL, CLOUDFRONT/],
  [ACL, acl, { defaultAction: { allow: {}, block: {} } }, /exactly one/],
  [ACL, acl, { visibilityConfig: visible("a b") }, /"a b" is not a metric name/],
  [ACL, acl, { rules: [limit(), limit({}, { name: "b" })] }, /the priority 0/],
  [ACL, acl, { rules: [limit(), limit({}, { priority: 1 })] }, /the name api/],
  [ACL, acl, { rules: [limit({ limit: 9 })] }, /the limit 9 is not valid/],
  [ACL, acl, { rules: [limit({ evaluationWindowSec: 90 })] }, /60, 120, 300, 600/],
  [ACL, acl, { rules: [limit({}, { overrideAction: { none: {} } })] }, /exactly one action/],
  [ACL, acl, { rules: [group(COMMON, { action: { block: {} } })] }, /one overrideAction/],
  [ACL, acl, { rules: [group("AWSManagedRulesNone")] }, /AWS has no rule group/],
  [
    ACL,
    acl,
    { rules: Array.from({ length: 8 }, (_, i) => group(COMMON, { name: `g${i}`, priority: i })) },
    /take 5600 WCUs of 5000/,
  ],
  [
    ACL,
    acl,
    { rules: [limit({ scopeDownStatement: { andStatement: { statements: [startsWith("/")] } } })] },
    /two statements at least/,
  ],
  [
    ACL,
    acl,
    { rules: [limit({ scopeDownStatement: { notStatement: { statement: bare("/") } } })] },
    /one text transformation/,
  ],
  [
    ACL,
    acl,
    {
      rules: [
        limit({}, { action: { block: { customResponse: { customResponseBodyKey: "none" } } } }),
      ],
    },
    /no custom response body "none"/,
  ],
  [
    LOGGING,
    { resourceArn: "a", logDestinationConfigs: [arn("aws-waf-logs-alb/shop")] },
    { logDestinationConfigs: [arn("shop")] },
    /begins with aws-waf-logs-/,
  ],
  [
    ASSOCIATION,
    { webAclArn: "a", resourceArn: "arn:aws:elasticloadbalancing:r:1:loadbalancer/app/a/1" },
    { resourceArn: "arn:aws:elasticloadbalancing:r:1:loadbalancer/net/a/1" },
    /application load balancer/,
  ],
  [RECORD, alias, { ttl: 60 }, /neither records nor a ttl/],
  [RECORD, alias, { aliases: undefined }, /give aliases or records/],
];

function bare(path: string) {
  return {
    byteMatchStatement: { ...startsWith(path).byteMatchStatement, textTransformations: [] },
  };
}

describe("the check of what stands at the edge", () => {
  for (const [type, valid, mistake, reason] of cases) {
    it(`of ${type} refuses ${JSON.stringify(mistake).slice(0, 90)}`, () => {
      expect(check(type, valid)).to.deep.equal([]);
      const reasons = check(type, { ...valid, ...mistake }).map(problem => problem.reason);
      expect(reasons.join("\n")).to.match(reason);
    });
  }
});
