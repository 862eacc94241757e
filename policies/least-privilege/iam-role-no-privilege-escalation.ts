import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";

import type { Statement } from "../iam/document";
import { describePaths, escalationPaths } from "../iam/escalation";
import { isAdminStatement, PolicyProps, statementsOf, identityDocuments } from "../iam/statements";
import { finding } from "../resource";
import { refersTo } from "../stack";

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
    const roles = resources.filter(({ type }) => type === "aws:iam/role:Role");
    for (const role of roles) {
      const documents = documentsOf(role, resources);
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

/** Statements of each document that the role has: its own, its role policies', its attachments'. */
function documentsOf(role: PolicyResource, resources: readonly PolicyResource[]): Statement[][] {
  const ofType = (type: string) => resources.filter(resource => resource.type === type);
  const own = ofType("aws:iam/rolePolicy:RolePolicy").filter(policy =>
    refersTo(policy, "role", role),
  );
  const attachments = ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment").filter(
    attachment => refersTo(attachment, "role", role),
  );
  const attached = ofType("aws:iam/policy:Policy").filter(policy =>
    attachments.some(attachment => refersTo(attachment, "policyArn", policy)),
  );
  return [role, ...own, ...attached]
    .flatMap(({ props }) => identityDocuments(props as PolicyProps))
    .map(({ read }) => statementsOf(read).filter(statement => !isAdminStatement(statement)));
}
