import type { StackValidationPolicy } from "@pulumi/policy";

import { ofTypes } from "../references";
import { GROUP, GROUP_RULES } from "../security-groups";

/** Only what the stack shows: a group for another stack needs an exemption. */
export const securityGroupAttached: StackValidationPolicy = {
  name: "security-group-attached",
  description: "Each security group guards something or lets something in.",
  enforcementLevel: "advisory",
  severity: "low",
  tags: ["network"],
  remediationSteps: "Name the group where it is meant to be, or remove it.",
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html",
  validateStack: ({ resources }, report) => {
    const used = new Set(
      resources.flatMap(({ type, propertyDependencies }) =>
        Object.entries(propertyDependencies)
          // Its own rules do not make use of it.
          .filter(([property]) => !(property === "securityGroupId" && GROUP_RULES.includes(type)))
          .flatMap(([, dependencies]) => dependencies.map(({ urn }) => urn)),
      ),
    );
    for (const { urn } of ofTypes(resources, GROUP).filter(group => !used.has(group.urn))) {
      report("Nothing uses the security group: attach it, or remove it.", urn);
    }
  },
};
