import { Statement } from "../../plan/iam-statements";
import { Scope } from "../../plan/scope";
import { names, words } from "./grant";

/** Services that the system's roles are for. */
const PASSED_TO = [
  "backup",
  "codedeploy",
  "ecs",
  "ecs-tasks",
  "monitoring.rds",
  "rds",
  "vpc-flow-logs",
];

/** AWS's own policies that the system's roles may have. */
const ATTACHED = [
  "service-role/AmazonRDSEnhancedMonitoringRole",
  "service-role/AWSBackupServiceRolePolicyForBackup",
  "service-role/AWSBackupServiceRolePolicyForRestores",
  "AmazonECSInfrastructureRolePolicyForLoadBalancers",
];

/** Services that make a role of their own in an account, when they are first used there. */
const LINKED = [
  "backup",
  "ecs",
  "ecs.application-autoscaling",
  "elasticache",
  "elasticfilesystem",
  "elasticloadbalancing",
  "rds",
  "wafv2",
];

/** The system's roles, by name; they are handed to the services that take them and to no other. */
export function roleStatements(scope: Scope): Statement[] {
  const roles = names(scope).map(name => scope.iamArn(`role/${name}`));
  const action = (list: string) => words(list).map(name => `iam:${name}`);
  return [
    {
      sid: "RolesNamed",
      actions: action(`CreateRole DeleteRole DeleteRolePolicy GetRole GetRolePolicy
        ListAttachedRolePolicies ListInstanceProfilesForRole ListRolePolicies ListRoleTags PutRolePolicy
        TagRole UntagRole UpdateAssumeRolePolicy UpdateRole UpdateRoleDescription`),
      resources: roles,
    },
    {
      sid: "RolesAttach",
      actions: action("AttachRolePolicy DetachRolePolicy"),
      resources: roles,
      conditions: {
        ArnEquals: {
          "iam:PolicyARN": ATTACHED.map(name => `arn:${scope.partition}:iam::aws:policy/${name}`),
        },
      },
    },
    {
      sid: "RolesPass",
      actions: action("PassRole"),
      resources: roles,
      conditions: {
        StringEquals: { "iam:PassedToService": PASSED_TO.map(name => `${name}.amazonaws.com`) },
      },
    },
    {
      sid: "RolesOfServices",
      actions: action("CreateServiceLinkedRole"),
      resources: LINKED.map(name =>
        scope.iamArn(`role/aws-service-role/${name}.amazonaws.com/AWSServiceRoleFor*`),
      ),
      conditions: {
        StringEquals: { "iam:AWSServiceName": LINKED.map(name => `${name}.amazonaws.com`) },
      },
    },
  ];
}
