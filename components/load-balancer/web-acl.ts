import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { EncryptionKey } from "../encryption-key";
import { fitName } from "../plan/names";
import { Scope } from "../plan/scope";
import { PlannedLimit, planRateLimits, RateLimit, requestsOf } from "./rate-limits";

/** What AWS WAF does in front of a load balancer, besides AWS's own rule groups. */
export interface WafArgs {
  /**
   * How often one address may ask; see {@link RateLimit}.
   *
   * @default - as often as it likes
   */
  rateLimits?: readonly RateLimit[];
}

/** What {@link createWebAcl} needs. */
export interface WebAclArgs extends WafArgs {
  scope: Scope;
  key: EncryptionKey;
  /** Name of the load balancer, which the web ACL shares. */
  balancerName: string;
  balancerArn: pulumi.Input<string>;
  /** Days that its log is kept. */
  retentionDays: number;
}

type Rule = aws.types.input.wafv2.WebAclRule;

/**
 * AWS's rule groups that every web ACL has, in their order. A body above 8 KB, which the common group
 * would block, is counted only: uploads are longer, and a service knows its own limit.
 */
const MANAGED_GROUPS: readonly { name: string; countOnly?: readonly string[] }[] = [
  { name: "AWSManagedRulesAmazonIpReputationList" },
  { name: "AWSManagedRulesCommonRuleSet", countOnly: ["SizeRestrictions_BODY"] },
  { name: "AWSManagedRulesKnownBadInputsRuleSet" },
  { name: "AWSManagedRulesSQLiRuleSet" },
];

/** What an address over its limit is answered, with 429. */
const TOO_MANY_REQUESTS = {
  key: "too-many-requests",
  contentType: "APPLICATION_JSON",
  content: JSON.stringify({
    error: { code: "too_many_requests", message: "Too many requests; try again later." },
  }),
};

/**
 * AWS WAF in front of a load balancer: rate limits by address, then AWS's rule groups. What it blocks,
 * counts and lets pass goes to a log of its own, without the Authorization and Cookie headers.
 */
export function createWebAcl(
  name: string,
  { scope, key, balancerName, balancerArn, retentionDays, rateLimits = [] }: WebAclArgs,
  opts: pulumi.CustomResourceOptions,
): void {
  const limits = planRateLimits(`${name}: waf.rateLimits`, rateLimits).map(rateRule);
  const part = `${name}-waf`;
  const acl = new aws.wafv2.WebAcl(
    part,
    {
      name: fitName("web ACL", balancerName),
      description: `In front of ${balancerName}`,
      scope: "REGIONAL",
      defaultAction: { allow: {} },
      rules: [...limits, ...MANAGED_GROUPS.map(managedRule)].map((rule, priority) => ({
        ...rule,
        priority,
      })),
      customResponseBodies: limits.length > 0 ? [TOO_MANY_REQUESTS] : undefined,
      visibilityConfig: visible(balancerName),
    },
    opts,
  );
  new aws.wafv2.WebAclAssociation(part, { resourceArn: balancerArn, webAclArn: acl.arn }, opts);
  const logs = new aws.cloudwatch.LogGroup(
    part,
    {
      // WAF takes no other beginning, and the key's policy wants the system after a slash. WAF lets
      // itself write there when the logging is set up.
      name: `aws-waf-logs-alb/${scope.name()}/${balancerName}`,
      retentionInDays: retentionDays,
      kmsKeyId: key.arn,
    },
    opts,
  );
  new aws.wafv2.WebAclLoggingConfiguration(
    part,
    {
      resourceArn: acl.arn,
      logDestinationConfigs: [logs.arn],
      redactedFields: ["authorization", "cookie"].map(header => ({
        singleHeader: { name: header },
      })),
    },
    opts,
  );
}

function rateRule(planned: PlannedLimit): Omit<Rule, "priority"> {
  const { name, limit, window } = planned;
  return {
    name,
    action: {
      block: {
        customResponse: {
          responseCode: 429,
          customResponseBodyKey: TOO_MANY_REQUESTS.key,
          responseHeaders: [{ name: "Retry-After", value: String(window) }],
        },
      },
    },
    statement: {
      rateBasedStatement: {
        aggregateKeyType: "IP",
        limit,
        evaluationWindowSec: window,
        scopeDownStatement: requestsOf(planned),
      },
    },
    visibilityConfig: visible(name),
  };
}

function managedRule({ name, countOnly }: (typeof MANAGED_GROUPS)[number]): Omit<Rule, "priority"> {
  return {
    name,
    // The group's own actions count.
    overrideAction: { none: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: "AWS",
        name,
        ruleActionOverrides: countOnly?.map(rule => ({ name: rule, actionToUse: { count: {} } })),
      },
    },
    visibilityConfig: visible(name),
  };
}

function visible(metricName: string) {
  return { cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true, metricName };
}
