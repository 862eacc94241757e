import type { ResourceValidationPolicy } from "@pulumi/policy";

import { isSet, peek } from "../known";
import { finding, onTypes } from "../resource";
import { directionOf, GROUP, OPENERS, openingsOf } from "../security-groups";

/** What the providers write when nothing is said. */
const DEFAULTS = /^Managed by (Pulumi|Terraform)$/;

/** The description of a group cannot change later: AWS replaces the group. */
export const securityGroupDescription: ResourceValidationPolicy = {
  name: "security-group-description",
  description: "Security groups and their rules say what they are for.",
  enforcementLevel: "advisory",
  severity: "low",
  tags: ["network"],
  remediationSteps: "Set description on the group, before it is created, and on each of its rules.",
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
  validateResource: onTypes<object>(OPENERS, (props, report, { type }) => {
    if ((type === GROUP || directionOf(props, type) !== undefined) && !isDescribed(props)) {
      report(finding("Description", "It does not say what it is for: set description."));
    }
    if (type === GROUP) {
      for (const direction of ["ingress", "egress"] as const) {
        for (const { path, rule } of openingsOf(props, type, direction)) {
          if (!isDescribed(rule)) {
            const problem = `The rule does not say what it is for: set ${path}description.`;
            report(finding(`Description::${path.slice(0, -1)}`, problem));
          }
        }
      }
    }
  }),
};

function isDescribed(props: object): boolean {
  const description = peek(() => (props as { description?: unknown }).description);
  return isSet(props, "description") && !DEFAULTS.test(String(description));
}
