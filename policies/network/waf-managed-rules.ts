import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { isSet } from "../known";
import { finding, onTypes } from "../resource";

interface Rule {
  overrideAction?: { count?: object };
  statement: {
    managedRuleGroupStatement?: { name: string; vendorName: string };
    rateBasedStatement?: object;
  };
}

interface WebAcl {
  rules?: readonly Rule[];
}

/** The OWASP classics, and requests known to be attacks, Log4j's among them. */
const GROUPS = ["AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet"];

/** An ACL whose rules are JSON text in ruleJson is not looked into. */
export const wafManagedRules: ResourceValidationPolicy = {
  name: "waf-managed-rules",
  description: "Web ACLs block what AWS's basic rule groups find.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["network"],
  framework: fsbp("WAF.10", "AWS WAF web ACLs should have at least one rule or rule group"),
  remediationSteps:
    "Add a rule with managedRuleGroupStatement for each group, with vendorName AWS and overrideAction none.",
  url: "https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html",
  configSchema: {
    properties: {
      rateBased: {
        description: "Whether a rate-based rule is wanted besides.",
        type: "boolean",
        default: false,
      },
    },
  },
  validateResource: onTypes<WebAcl>(["aws:wafv2/webAcl:WebAcl"], (acl, report, args) => {
    if (isSet(acl, "ruleJson")) {
      return;
    }
    const rules = acl.rules ?? [];
    for (const name of GROUPS) {
      const own = rules.filter(
        ({ statement: { managedRuleGroupStatement: group } }) =>
          group?.name === name && group.vendorName === "AWS",
      );
      if (own.length === 0) {
        report(finding(`Group::${name}`, `The web ACL lacks ${name}: add a rule with it.`));
      } else if (own.every(({ overrideAction }) => overrideAction?.count !== undefined)) {
        const problem = `${name} counts and blocks nothing: set overrideAction to none.`;
        report(finding(`Group::${name}`, problem));
      }
    }
    const { rateBased } = args.getConfig<{ rateBased: boolean }>();
    if (rateBased && !rules.some(({ statement }) => statement.rateBasedStatement !== undefined)) {
      report(finding("Rate", "No rule limits the rate of requests: add a rateBasedStatement."));
    }
  }),
};
