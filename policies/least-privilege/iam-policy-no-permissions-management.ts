import type { ResourceValidationPolicy } from "@pulumi/policy";

import { changesPermissions } from "../iam/actions";
import { isBounded } from "../iam/escalation";
import { broadReach } from "../iam/reach";
import { onIdentityStatements } from "../iam/statements";

/** CloudWatch Logs takes no resource there, and no role gains by it: it lets services deliver their logs. */
const WITHOUT_GAIN = "logs:putresourcepolicy";

/**
 * Who may change everybody's rights can give himself any. A role that deploys needs some of these
 * actions: on named resources, within a permissions boundary, or with an exemption that says why.
 */
export const iamPolicyNoPermissionsManagement: ResourceValidationPolicy = {
  name: "iam-policy-no-permissions-management",
  description: "No identity policy allows changing the rights on every resource.",
  enforcementLevel: "mandatory",
  severity: "critical",
  tags: ["least-privilege"],
  remediationSteps:
    "Name the ARNs whose policies, grants or boundaries may be changed; a service at work changes none.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html",
  validateResource: onIdentityStatements(statement =>
    isBounded(statement)
      ? []
      : statement.actions
          .filter(action => changesPermissions(action) && action !== WITHOUT_GAIN)
          .map(action => ({ action, reach: broadReach(statement, action) }))
          .filter(({ reach }) => reach !== undefined)
          .map(({ action, reach }) => ({
            id: `Action::${action}`,
            problem: `allows ${action}, which changes rights, on ${reach}: name the ARNs.`,
          })),
  ),
};
