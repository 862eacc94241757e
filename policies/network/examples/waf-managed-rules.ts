import type { WebAclArgs } from "@pulumi/aws/wafv2";

import { resource } from "../../example";

const seen = (metricName: string) => ({
  metricName,
  cloudwatchMetricsEnabled: true,
  sampledRequestsEnabled: true,
});
const group = (name: string, priority: number) => ({
  name,
  priority,
  overrideAction: { none: {} },
  statement: { managedRuleGroupStatement: { name, vendorName: "AWS" } },
  visibilityConfig: seen(name),
});
const acl = { scope: "REGIONAL", defaultAction: { allow: {} }, visibilityConfig: seen("shop") };

export const bad = [resource<WebAclArgs>("aws:wafv2/webAcl:WebAcl", "shop", acl)];

export const good = [
  resource<WebAclArgs>("aws:wafv2/webAcl:WebAcl", "shop", {
    ...acl,
    rules: [
      group("AWSManagedRulesCommonRuleSet", 0),
      group("AWSManagedRulesKnownBadInputsRuleSet", 1),
    ],
  }),
];
