import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { Environment, LoadBalancer, LoadBalancerArgs, RateLimit } from "../../components";
import { failureOf } from "../support/failure";
import { record, Recording } from "../support/mocks";
import { CERTIFICATE, platformOf } from "../support/platform";

/** A load balancer in a stack without another firewall. */
const guarded = (environment: Environment, args: Partial<LoadBalancerArgs> = {}) =>
  record(() => {
    const { scope, network, key } = platformOf(environment);
    const certificateArn = CERTIFICATE;
    return new LoadBalancer("subject", { scope, network, key, certificateArn, ...args });
  });

const limited = (...rateLimits: RateLimit[]) => guarded("dev", { waf: { rateLimits } });

const part = "subject-waf";

/** Limits as a system documents them: sign-in, API, and everything else. */
const LIMITS: RateLimit[] = [
  { name: "auth", path: "/api/v1/auth", perSecond: 5 },
  { name: "api", path: "/api/", limit: 3000 },
  { name: "general", limit: 600, window: 120 },
];

const begins = (path: string) => ({
  byteMatchStatement: {
    fieldToMatch: { uriPath: {} },
    positionalConstraint: "STARTS_WITH",
    searchString: path,
    textTransformations: [
      { priority: 0, type: "URL_DECODE" },
      { priority: 1, type: "NORMALIZE_PATH" },
    ],
  },
});
const not = (statement: object) => ({ notStatement: { statement } });

describe("the web ACL of a load balancer", () => {
  let prod: Recording<LoadBalancer>;
  let rules: any[];
  before(async () => {
    prod = await guarded("prod");
    rules = (await limited(...LIMITS)).only(aws.wafv2.WebAcl, part).inputs.rules;
  });

  it("is there in prod, elsewhere when asked, and not when refused", async () => {
    const counts = [
      prod,
      await guarded("dev"),
      await guarded("dev", { waf: {} }),
      await guarded("prod", { waf: false }),
    ].map(recording => recording.all(aws.wafv2.WebAcl).filter(({ name }) => name === part).length);
    expect(counts).to.deep.equal([1, 0, 1, 0]);
  });

  it("stands in front of the load balancer, open to what no rule stops", () => {
    const { inputs, urn } = prod.only(aws.wafv2.WebAcl, part);
    expect(inputs).to.deep.include({
      name: "order-management-alb-prod",
      scope: "REGIONAL",
      defaultAction: { allow: {} },
      visibilityConfig: {
        cloudwatchMetricsEnabled: true,
        sampledRequestsEnabled: true,
        metricName: "order-management-alb-prod",
      },
    });
    const { propertyDependencies } = prod.only(aws.wafv2.WebAclAssociation, part).options;
    expect(propertyDependencies).to.deep.equal({
      resourceArn: [prod.only(aws.lb.LoadBalancer, "subject").urn],
      webAclArn: [urn],
    });
  });

  it("blocks what AWS's rule groups find, but lets long bodies through", () => {
    const { inputs } = prod.only(aws.wafv2.WebAcl, part);
    expect(
      inputs.rules.map((rule: any) => [
        rule.priority,
        rule.overrideAction,
        rule.statement.managedRuleGroupStatement,
      ]),
    ).to.deep.equal([
      [0, { none: {} }, { vendorName: "AWS", name: "AWSManagedRulesAmazonIpReputationList" }],
      [
        1,
        { none: {} },
        {
          vendorName: "AWS",
          name: "AWSManagedRulesCommonRuleSet",
          ruleActionOverrides: [{ name: "SizeRestrictions_BODY", actionToUse: { count: {} } }],
        },
      ],
      [2, { none: {} }, { vendorName: "AWS", name: "AWSManagedRulesKnownBadInputsRuleSet" }],
      [3, { none: {} }, { vendorName: "AWS", name: "AWSManagedRulesSQLiRuleSet" }],
    ]);
  });

  it("counts a request for one limit only, the one with the longest beginning", () => {
    const counted = rules
      .filter(({ statement }) => statement.rateBasedStatement)
      .map(({ name, priority, statement: { rateBasedStatement } }) => [
        priority,
        name,
        rateBasedStatement,
      ]);
    expect(counted).to.deep.equal([
      [
        0,
        "auth",
        {
          aggregateKeyType: "IP",
          limit: 300,
          evaluationWindowSec: 60,
          scopeDownStatement: begins("/api/v1/auth"),
        },
      ],
      [
        1,
        "api",
        {
          aggregateKeyType: "IP",
          limit: 3000,
          evaluationWindowSec: 60,
          scopeDownStatement: {
            andStatement: { statements: [begins("/api/"), not(begins("/api/v1/auth"))] },
          },
        },
      ],
      [
        2,
        "general",
        {
          aggregateKeyType: "IP",
          limit: 600,
          evaluationWindowSec: 120,
          scopeDownStatement: {
            andStatement: { statements: [not(begins("/api/v1/auth")), not(begins("/api/"))] },
          },
        },
      ],
    ]);
  });

  it("counts every request where there is one limit for all", async () => {
    const [rule] = (await limited({ name: "all", limit: 100 })).only(aws.wafv2.WebAcl, part).inputs
      .rules;
    expect(rule.statement.rateBasedStatement).to.not.have.property("scopeDownStatement");
  });

  it("takes a rate that no float can hold", async () => {
    const [rule] = (await limited({ name: "all", perSecond: 1.1 })).only(aws.wafv2.WebAcl, part)
      .inputs.rules;
    expect(rule.statement.rateBasedStatement.limit).to.equal(66);
  });

  it("answers too many requests with 429 in JSON and when to try again", async () => {
    const { inputs } = (await limited(...LIMITS)).only(aws.wafv2.WebAcl, part);
    const [body] = inputs.customResponseBodies;
    expect(body.contentType).to.equal("APPLICATION_JSON");
    expect(JSON.parse(body.content).error.code).to.equal("too_many_requests");
    expect(inputs.rules[2].action).to.deep.equal({
      block: {
        customResponse: {
          responseCode: 429,
          customResponseBodyKey: body.key,
          responseHeaders: [{ name: "Retry-After", value: "120" }],
        },
      },
    });
  });

  it("logs to an encrypted group of its own, without what signs a caller in", async () => {
    const logs = prod.only(aws.cloudwatch.LogGroup, part);
    expect(logs.inputs).to.include({
      name: "aws-waf-logs-alb/order-management-prod/order-management-alb-prod",
      retentionInDays: 30,
    });
    expect(logs.options.propertyDependencies.kmsKeyId).to.have.length(1);
    const { inputs, options } = prod.only(aws.wafv2.WebAclLoggingConfiguration, part);
    expect(options.propertyDependencies).to.deep.include({
      resourceArn: [prod.only(aws.wafv2.WebAcl, part).urn],
      logDestinationConfigs: [logs.urn],
    });
    expect(inputs.redactedFields).to.deep.equal([
      { singleHeader: { name: "authorization" } },
      { singleHeader: { name: "cookie" } },
    ]);
    const kept = await guarded("dev", { waf: {}, logRetentionDays: 14 });
    expect(kept.only(aws.cloudwatch.LogGroup, part).inputs.retentionInDays).to.equal(14);
  });

  const refusals: [limits: RateLimit[], message: string][] = [
    [[{ name: "a b", limit: 10 }], '"a b": use 1 to 128 letters, digits, - and _ as its name'],
    [
      [{ name: "a", limit: 9 }],
      'LoadBalancer "subject": waf.rateLimits "a": it comes to 9 requests in 60 s; use a whole number from 10',
    ],
    [[{ name: "a", perSecond: 0.1 }], "it comes to 6 requests in 60 s"],
    [[{ name: "a", limit: 10, window: 90 as 60 }], '"a": window is 90; use 60, 120, 300, 600'],
    [[{ name: "a", path: "api", limit: 10 }], 'path is "api"; use 1 to 200 characters'],
    [[{ name: "a", path: "/api/*", limit: 10 }], 'path is "/api/*"; give its beginning alone'],
    [
      [
        { name: "a", path: "/a", limit: 10 },
        { name: "a", path: "/b", limit: 10 },
      ],
      "two have the name a; use each once",
    ],
    [
      [
        { name: "a", path: "/a", limit: 10 },
        { name: "b", path: "/a", limit: 20 },
      ],
      "two have the path /a; use each once",
    ],
    [
      [
        { name: "a", limit: 10 },
        { name: "b", limit: 20 },
      ],
      "two have the path that stands for all others; use each once",
    ],
  ];
  for (const [limits, message] of refusals) {
    it(`refuses ${JSON.stringify(limits)}`, async () => {
      expect(await failureOf(limited(...limits))).to.contain(message);
    });
  }
});
