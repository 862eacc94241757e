import type { ResourceValidationPolicy } from "@pulumi/policy";

import { sizeOf } from "../iam/document-size";
import { identityDocuments, PolicyProps } from "../iam/statements";
import { peek } from "../known";
import { finding, onTypes } from "../resource";

interface Sized extends PolicyProps {
  managedPolicyArns?: readonly string[];
}

interface Quota {
  trustPolicy: number;
  managedPolicies: number;
}

interface Measure {
  path: string;
  size: number;
  limit: number;
  unit?: string;
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
    const measures =
      args.type === ROLE
        ? ofRole(props, args.getConfig<Quota>())
        : [{ path: "policy", size: sizeOf(() => props.policy), limit: LIMITS[args.type] }];
    for (const { path, size, limit, unit = "characters" } of measures) {
      if (size > limit) {
        const what = `${path} has ${size} ${unit} and AWS takes ${limit}`;
        report(finding(path, `${what}: join or remove some statements or policies.`));
      }
    }
  }),
};

/** What is not known yet counts nothing. */
function ofRole(props: Sized, quota: Quota): Measure[] {
  const inline = identityDocuments(props).map(({ read }) => sizeOf(read));
  const managed = peek(() => props.managedPolicyArns?.length);
  return [
    {
      path: "assumeRolePolicy",
      size: sizeOf(() => props.assumeRolePolicy),
      limit: quota.trustPolicy,
    },
    {
      path: "inlinePolicies",
      size: inline.reduce((sum, size) => sum + size, 0),
      limit: LIMITS["aws:iam/rolePolicy:RolePolicy"],
    },
    {
      path: "managedPolicyArns",
      size: typeof managed === "number" ? managed : 0,
      limit: quota.managedPolicies,
      unit: "policies",
    },
  ];
}
