import type { ResourceValidationPolicy } from "@pulumi/policy";

import { allows } from "../iam/actions";
import { allowedValues } from "../iam/condition";
import { onIdentityStatements } from "../iam/statements";

const SERVICE = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com(\.cn)?$/;

export const iamPassRoleToService: ResourceValidationPolicy = {
  name: "iam-pass-role-to-service",
  description: "iam:PassRole names the service that a role may be passed to.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["least-privilege"],
  remediationSteps:
    'Add Condition { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } }, with the service that takes the role.',
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html",
  validateResource: onIdentityStatements(statement => {
    if (!allows(statement.actions, "iam:passrole")) {
      return [];
    }
    const services = allowedValues(statement, "iam:passedtoservice");
    return services.length > 0 && services.every(service => SERVICE.test(service))
      ? []
      : [
          {
            id: "iam:PassedToService",
            problem:
              "allows iam:PassRole to any service: add a StringEquals condition on iam:PassedToService.",
          },
        ];
  }),
};
