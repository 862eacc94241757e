import type { ReportViolation, ResourceValidationPolicy } from "@pulumi/policy";

import { describePaths, escalationPaths } from "../iam/escalation";
import {
  FoundDocument,
  IDENTITY_TYPES,
  isAdminStatement,
  PolicyProps,
  statementsOf,
  identityDocuments,
} from "../iam/statements";
import { finding, onTypes } from "../resource";

/** Judges one document; iam-role-no-privilege-escalation judges all that one role has. */
export const iamPolicyNoPrivilegeEscalation: ResourceValidationPolicy = {
  name: "iam-policy-no-privilege-escalation",
  description: "No identity policy lets its holder gain more rights than it gives.",
  enforcementLevel: "mandatory",
  severity: "critical",
  tags: ["least-privilege"],
  remediationSteps:
    "Name the ARNs of at least one of the actions, or give role changes an iam:PermissionsBoundary condition.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
  validateResource: onTypes<PolicyProps>(IDENTITY_TYPES, (props, report) => {
    for (const found of identityDocuments(props)) {
      checkDocument(found, report);
    }
  }),
};

function checkDocument({ path, read }: FoundDocument, report: ReportViolation): void {
  const statements = statementsOf(read).filter(statement => !isAdminStatement(statement));
  for (const { id, problem } of describePaths(escalationPaths(statements))) {
    report(finding(id, `${path}: ${problem}. Limit these actions to named ARNs.`));
  }
}
