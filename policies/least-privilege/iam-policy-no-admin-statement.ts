import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import {
  IDENTITY_TYPES,
  isAdminStatement,
  isEveryAction,
  onAllowStatements,
  identityDocuments,
} from "../iam/statements";
import { NEVER_EXEMPT } from "../tags";

export const iamPolicyNoAdminStatement: ResourceValidationPolicy = {
  name: "iam-policy-no-admin-statement",
  description: "No identity policy allows every action on every resource.",
  enforcementLevel: "mandatory",
  severity: "critical",
  tags: ["least-privilege", NEVER_EXEMPT],
  framework: fsbp("IAM.1", 'IAM policies should not allow full "*" administrative privileges'),
  remediationSteps: "Name the actions that the code calls and the ARNs that it calls them on.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-1",
  validateResource: onAllowStatements(IDENTITY_TYPES, identityDocuments, statement =>
    isAdminStatement(statement)
      ? [
          {
            id: `Action::${statement.actions.find(isEveryAction)}`,
            problem: "allows every action on every resource: name the actions and the ARNs.",
          },
        ]
      : [],
  ),
};
