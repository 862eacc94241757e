import type { StackValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { eachKnown } from "../known";
import { refersTo } from "../references";
import { finding } from "../resource";
import { MANDATORY_IN_PROD } from "../tags";

interface Visible {
  visibilityConfig?: { cloudwatchMetricsEnabled?: boolean };
}

interface WebAcl extends Visible {
  rules?: readonly (Visible & { name: string })[];
}

export const wafLoggingEnabled: StackValidationPolicy = {
  name: "waf-logging-enabled",
  description: "Web ACLs log what they see, and count what each rule stops.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["logging", MANDATORY_IN_PROD],
  framework: fsbp("WAF.12", "AWS WAF rules should have CloudWatch metrics enabled"),
  remediationSteps:
    "Add a WebAclLoggingConfiguration, and set visibilityConfig.cloudwatchMetricsEnabled to true on the ACL and its rules.",
  url: "https://docs.aws.amazon.com/waf/latest/developerguide/logging.html",
  validateStack: ({ resources }, report) => {
    const logging = resources.filter(
      ({ type }) => type === "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
    );
    const acls = resources.filter(({ type }) => type === "aws:wafv2/webAcl:WebAcl");
    eachKnown(acls, acl => {
      if (!logging.some(configuration => refersTo(configuration, "resourceArn", acl))) {
        report("Requests are not logged: add a WebAclLoggingConfiguration.", acl.urn);
      }
      const { rules = [], visibilityConfig } = acl.props as WebAcl;
      if (!visibilityConfig?.cloudwatchMetricsEnabled) {
        report(
          "The ACL counts nothing: set visibilityConfig.cloudwatchMetricsEnabled to true.",
          acl.urn,
        );
      }
      rules.forEach((rule, index) => {
        if (!rule.visibilityConfig?.cloudwatchMetricsEnabled) {
          report(
            finding(
              `Rule::${rule.name}`,
              `The rule counts nothing: set rules[${index}].visibilityConfig.cloudwatchMetricsEnabled to true.`,
            ),
            acl.urn,
          );
        }
      });
    });
  },
};
