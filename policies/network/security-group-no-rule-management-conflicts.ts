import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";

import { isGiven } from "../given";
import { peek, UNKNOWN } from "../known";
import { itemsOf, ofTypes, targetsOf } from "../references";
import { finding } from "../resource";
import { Direction, directionOf, GROUP, GROUP_RULES } from "../security-groups";

export const securityGroupNoRuleManagementConflicts: StackValidationPolicy = {
  name: "security-group-no-rule-management-conflicts",
  description: "A security group's rules are inline or resources of their own, not both.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["network"],
  remediationSteps:
    "Write every rule as a SecurityGroupIngressRule or SecurityGroupEgressRule, and set neither ingress nor egress on the group.",
  url: "https://www.pulumi.com/registry/packages/aws/api-docs/ec2/securitygroup/",
  validateStack: ({ resources }, report) => {
    const groups = ofTypes(resources, GROUP).filter(
      group => hasInline(group, "ingress") || hasInline(group, "egress"),
    );
    const separate = new Set(
      ofTypes(resources, ...GROUP_RULES).flatMap(rule => {
        const direction = directionOf(rule.props, rule.type);
        return targetsOf(rule, "securityGroupId", groups).map(({ urn }) => `${direction} ${urn}`);
      }),
    );
    for (const group of groups) {
      for (const direction of ["ingress", "egress"] as const) {
        if (hasInline(group, direction) && separate.has(`${direction} ${group.urn}`)) {
          report(
            finding(
              `Inline::${direction}`,
              `${direction} is inline and in resources of its own, and each undoes the other: leave ${direction} out.`,
            ),
            group.urn,
          );
        }
      }
    }
  },
};

function hasInline(group: PolicyResource, direction: Direction): boolean {
  const rules = peek(() => group.props[direction] as unknown);
  return isGiven(group, direction) && rules !== UNKNOWN && itemsOf(rules).length > 0;
}
