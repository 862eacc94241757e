import type { ResourceValidationPolicy } from "@pulumi/policy";

import { PolicyProps } from "../iam/statements";
import { peek, UNKNOWN } from "../known";
import { finding, onTypes } from "../resource";

interface Sized extends PolicyProps {
  managedPolicyArns?: readonly string[];
}

/** What AWS takes of the policy of each type, in characters without white space. */
const LIMITS: Readonly<Record<string, number>> = {
  "aws:iam/policy:Policy": 6144,
  "aws:iam/rolePolicy:RolePolicy": 10_240,
  "aws:iam/groupPolicy:GroupPolicy": 5120,
  "aws:iam/userPolicy:UserPolicy": 2048,
};

const ROLE = "aws:iam/role:Role";

/** The two that AWS raises on request are configuration; the others are fixed. */
export const iamPolicySize: ResourceValidationPolicy = {
  name: "iam-policy-size",
  description: "Policies are no larger, and no more, than AWS takes.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["least-privilege"],
  remediationSteps:
    "Join statements of the same actions or resources, or split the role by what uses it.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
  configSchema: {
    properties: {
      trustPolicy: {
        description: "Characters that the account's quota allows in a trust policy, 2048 to 4096.",
        type: "number",
        default: 2048,
      },
      managedPolicies: {
        description: "Managed policies that the account's quota allows for a role, 10 to 20.",
        type: "number",
        default: 10,
      },
    },
  },
  validateResource: onTypes<Sized>([...Object.keys(LIMITS), ROLE], (props, report, args) => {
    const check = (path: string, size: number | undefined, limit: number, unit = "characters") => {
      if (size !== undefined && size > limit) {
        const what = `${path} has ${size} ${unit} and AWS takes ${limit}`;
        report(finding(path, `${what}: join or remove some statements or policies.`));
      }
    };
    if (args.type !== ROLE) {
      check(
        "policy",
        sizeOf(() => props.policy),
        LIMITS[args.type],
      );
      return;
    }
    const quota = args.getConfig<{ trustPolicy: number; managedPolicies: number }>();
    check(
      "assumeRolePolicy",
      sizeOf(() => props.assumeRolePolicy),
      quota.trustPolicy,
    );
    check("inlinePolicies", inlineSize(props), LIMITS["aws:iam/rolePolicy:RolePolicy"]);
    const managed = peek(() => props.managedPolicyArns?.length);
    check(
      "managedPolicyArns",
      managed === UNKNOWN ? undefined : managed,
      quota.managedPolicies,
      "policies",
    );
  }),
};

/** All inline policies of a role together; those that are not known yet count nothing. */
function inlineSize(props: Sized): number | undefined {
  const count = peek(() => props.inlinePolicies?.length);
  return count === UNKNOWN
    ? undefined
    : Array.from(
        { length: count ?? 0 },
        (_, index) => sizeOf(() => props.inlinePolicies?.[index].policy) ?? 0,
      ).reduce((sum, size) => sum + size, 0);
}

/** AWS does not count white space. Undefined when the document is missing or not known yet. */
function sizeOf(read: () => unknown): number | undefined {
  const text = peek(() => {
    const document = read();
    return typeof document === "object" ? JSON.stringify(document) : document;
  });
  return typeof text === "string" ? text.replace(/\s/g, "").length : undefined;
}
