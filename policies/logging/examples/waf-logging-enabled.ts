import type { WebAclArgs, WebAclLoggingConfigurationArgs } from "@pulumi/aws/wafv2";

import { resource } from "../../example";

const acl = resource<WebAclArgs>("aws:wafv2/webAcl:WebAcl", "acl", {
  scope: "REGIONAL",
  visibilityConfig: {
    cloudwatchMetricsEnabled: true,
    metricName: "shop",
    sampledRequestsEnabled: true,
  },
});

export const bad = [acl];

export const good = [
  acl,
  resource<WebAclLoggingConfigurationArgs>(
    "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
    "acl-logging",
    { logDestinationConfigs: ["arn:aws:logs:us-east-1:123456789012:log-group:aws-waf-logs-shop"] },
    { from: { resourceArn: "acl.arn" } },
  ),
];
