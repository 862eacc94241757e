import type { ResourceValidationPolicy } from "@pulumi/policy";

import { allows } from "../iam/actions";
import { isNarrowedBy } from "../iam/condition";
import { glob } from "../iam/glob";
import { onIdentityStatements } from "../iam/statements";

/** Paths of two services' roles: what reaches both names no service. */
const PATHS = [
  "aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS",
  "aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS",
];

/** A service-linked role has its service in its path: a resource that names it is as good as a condition. */
export const iamServiceLinkedRoleScoped: ResourceValidationPolicy = {
  name: "iam-service-linked-role-scoped",
  description: "iam:CreateServiceLinkedRole names the service that gets the role.",
  enforcementLevel: "advisory",
  severity: "medium",
  tags: ["least-privilege"],
  remediationSteps:
    'Add Condition { StringEquals: { "iam:AWSServiceName": "ecs.amazonaws.com" } }, with the service that gets the role.',
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html",
  validateResource: onIdentityStatements(statement =>
    allows(statement.actions, "iam:createservicelinkedrole") &&
    (statement.notResources.length > 0 || statement.resources.some(reachesAnyService)) &&
    !isNarrowedBy(statement, "iam:awsservicename")
      ? [
          {
            id: "iam:AWSServiceName",
            problem:
              "allows iam:CreateServiceLinkedRole for any service: add a StringEquals condition on iam:AWSServiceName.",
          },
        ]
      : [],
  ),
};

function reachesAnyService(resource: string): boolean {
  const [, partition = "aws", , , account = ""] = resource.split(":");
  return PATHS.every(path => glob(resource, `arn:${partition}:iam::${account}:role/${path}`));
}
