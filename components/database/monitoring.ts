import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { trustPolicy } from "../plan/iam-statements";
import { fitName } from "../plan/names";
import { Scope } from "../plan/scope";

/** Whose metrics {@link createMonitoringRole} is for. */
export interface MonitoringRoleArgs {
  scope: Scope;
  /** Identifier of the instance, or a pattern of several with `*` at its end. */
  instances: string;
}

/**
 * The role with which RDS writes an instance's operating-system metrics. AWS's own policy is used:
 * it grants writing to the one log group RDSOSMetrics.
 */
export function createMonitoringRole(
  name: string,
  { scope, instances }: MonitoringRoleArgs,
  opts: pulumi.CustomResourceOptions,
): aws.iam.Role {
  const role = new aws.iam.Role(
    `${name}-monitoring`,
    {
      name: fitName("IAM role", scope.name("database-monitoring")),
      description: `Writes the enhanced monitoring of ${scope.name()}`,
      assumeRolePolicy: trustPolicy(
        scope,
        "monitoring.rds.amazonaws.com",
        scope.arn("rds", `db:${instances}`),
      ),
    },
    opts,
  );
  new aws.iam.RolePolicyAttachment(
    `${name}-monitoring`,
    {
      role: role.name,
      policyArn: `arn:${scope.partition}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole`,
    },
    opts,
  );
  return role;
}
