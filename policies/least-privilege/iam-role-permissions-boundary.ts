import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fixOn, onTypes } from "../resource";

const ROLE = ["aws:iam/role:Role"];

interface Bounded {
  permissionsBoundary?: string;
}

/** Off, and silent without `arn`: only an organization that has a boundary can ask for it. */
export const iamRolePermissionsBoundary: ResourceValidationPolicy = {
  name: "iam-role-permissions-boundary",
  description: "Every role stays within the organization's permissions boundary.",
  enforcementLevel: "disabled",
  severity: "medium",
  tags: ["least-privilege"],
  remediationSteps: "Set permissionsBoundary to the configured ARN.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
  configSchema: {
    properties: {
      arn: {
        description: "ARN of the policy that bounds every role; without it the rule is silent.",
        type: "string",
        default: "",
      },
    },
  },
  validateResource: onTypes<Bounded>(ROLE, (role, report, args) => {
    const { arn } = args.getConfig<{ arn: string }>();
    if (arn !== "" && role.permissionsBoundary !== arn) {
      report(`permissionsBoundary is not the organization's: set it to ${arn}.`);
    }
  }),
  remediateResource: fixOn<Bounded>(ROLE, ({ permissionsBoundary }, args) => {
    const { arn } = args.getConfig<{ arn: string }>();
    return arn !== "" && permissionsBoundary !== arn ? { permissionsBoundary: arn } : undefined;
  }),
};
