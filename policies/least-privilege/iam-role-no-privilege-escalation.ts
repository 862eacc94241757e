import type { StackValidationPolicy } from "@pulumi/policy";

import type { Statement } from "../iam/document";
import { describePaths, escalationPaths } from "../iam/escalation";
import { roleDocuments } from "../iam/role-documents";
import { isAdminStatement } from "../iam/statements";
import { finding } from "../resource";

/** Finds what the documents of one role allow only together; each alone is the resource rule's. */
export const iamRoleNoPrivilegeEscalation: StackValidationPolicy = {
  name: "iam-role-no-privilege-escalation",
  description: "No role's policies together let it gain more rights than they give.",
  enforcementLevel: "mandatory",
  severity: "critical",
  tags: ["least-privilege"],
  remediationSteps:
    "Name the ARNs of at least one of the actions, or give role changes an iam:PermissionsBoundary condition.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
  validateStack: ({ resources }, report) => {
    const grantsOf = roleDocuments(resources);
    const roles = resources.filter(({ type }) => type === "aws:iam/role:Role");
    for (const role of roles) {
      const documents = grantsOf(role).documents.map(statements =>
        statements.filter(statement => !isAdminStatement(statement)),
      );
      const alone = new Set(documents.flatMap(names));
      const together = escalationPaths(documents.flat()).filter(({ name }) => !alone.has(name));
      for (const { id, problem } of describePaths(together)) {
        report(
          finding(id, `The role's policies: ${problem}. Limit these actions to named ARNs.`),
          role.urn,
        );
      }
    }
  },
};

const names = (document: readonly Statement[]) => escalationPaths(document).map(({ name }) => name);
