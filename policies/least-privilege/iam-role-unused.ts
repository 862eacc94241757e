import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";

import { PolicyProps, statementsOf } from "../iam/statements";
import { peek, UNKNOWN } from "../known";
import { refersTo } from "../references";

/** What gives a role its rights: it belongs to the role and does not use it. */
const OWN = new Set([
  "aws:iam/policyAttachment:PolicyAttachment",
  "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive",
  "aws:iam/rolePolicy:RolePolicy",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
]);

/**
 * Rights that nobody uses are there for whoever comes. A role that people, pipelines or other accounts
 * take is used from outside, which no stack can see.
 */
export const iamRoleUnused: StackValidationPolicy = {
  name: "iam-role-unused",
  description: "Every role that a service takes is given to a resource of the stack.",
  enforcementLevel: "advisory",
  severity: "low",
  tags: ["least-privilege"],
  remediationSteps: "Remove the role, or hand its ARN to the resource that it was made for.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#remove-credentials",
  validateStack: ({ resources }, report) => {
    // A component has the outputs of what it holds among its inputs: only resources of AWS use a role.
    const users = resources.filter(({ type }) => /^aws(-native)?:/.test(type) && !OWN.has(type));
    const dependedOn = new Set(
      users.flatMap(({ propertyDependencies }) =>
        Object.values(propertyDependencies)
          .flat()
          .map(({ urn }) => urn),
      ),
    );
    const unused = resources.filter(
      resource =>
        resource.type === "aws:iam/role:Role" &&
        !dependedOn.has(resource.urn) &&
        isForService(resource) &&
        !users.some(user => user.urn !== resource.urn && names(user, resource)),
    );
    for (const role of unused) {
      report("Nothing in the stack uses the role: remove it, or hand it to a resource.", role.urn);
    }
  },
};

/** Whether services alone may take a role. One whose trust policy is not known yet is left out. */
function isForService({ props }: PolicyResource): boolean {
  const takers = statementsOf(() => (props as PolicyProps).assumeRolePolicy)
    .filter(({ effect }) => effect === "allow")
    .flatMap(({ principals }) => principals);
  return takers.length > 0 && takers.every(({ kind }) => kind === "Service");
}

/** Whether a resource has the role's ARN somewhere in its properties, or its name as `role`. */
function names(user: PolicyResource, role: PolicyResource): boolean {
  const arn = peek(() => (role.props as { arn?: unknown }).arn);
  return (
    refersTo(user, "role", role) ||
    (typeof arn === "string" && arn !== "" && holds(() => user.props, arn))
  );
}

function holds(read: () => unknown, text: string): boolean {
  const value = peek(read);
  if (typeof value === "string") {
    return value.includes(text);
  }
  return (
    value !== UNKNOWN &&
    typeof value === "object" &&
    value !== null &&
    Object.keys(value).some(key => holds(() => (value as Record<string, unknown>)[key], text))
  );
}
