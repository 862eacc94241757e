import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { LoadBalancer } from "../load-balancer/load-balancer";
import { policyDocument, Statement } from "../plan/iam-statements";
import { unique } from "../plan/lists";
import { autoNamePattern, fitName } from "../plan/names";
import { Scope } from "../plan/scope";
import { MicroServiceArgs } from "./args";
import { nativeShift } from "./deployment";

/** A service's arguments, with the load balancer that has its rules. */
type ShiftArgs = MicroServiceArgs & { loadBalancer: LoadBalancer };

/** A role and its policy, which must be there before the role is used. */
export interface RoleWithPolicy {
  role: aws.iam.Role;
  policy: aws.iam.RolePolicy;
}

/**
 * The role with which ECS moves a service's requests between its target groups and calls its hooks; none
 * where it does neither. AWS's own trust policy for it has no condition: ECS names no source when it
 * takes this role.
 */
export function createShiftRole(
  name: string,
  args: ShiftArgs,
  opts: pulumi.CustomResourceOptions,
): RoleWithPolicy | undefined {
  const { scope } = args.platform;
  const statements = shiftStatements(name, args);
  if (statements.length === 0) {
    return undefined;
  }
  const role = new aws.iam.Role(
    `${name}-deployment`,
    {
      name: fitName("IAM role", scope.name(`${name}-deployment`)),
      description: `Lets ECS move the requests to ${name} from one version to the next`,
      assumeRolePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "ecs.amazonaws.com" },
            Action: "sts:AssumeRole",
          },
        ],
      }),
    },
    opts,
  );
  const policy = new aws.iam.RolePolicy(
    `${name}-deployment`,
    { role: role.name, policy: policyDocument(statements) },
    opts,
  );
  return { role, policy };
}

/** What AWS's managed policy for this role allows, on the service's own groups and load balancer. */
function shiftStatements(name: string, args: ShiftArgs): Statement[] {
  const { loadBalancer } = args;
  const { scope } = args.platform;
  const shift = nativeShift(args.deployment);
  if (shift === undefined) {
    return [];
  }
  const functions = (shift.hooks ?? []).flatMap(h => ("functionName" in h ? [h.functionName] : []));
  return [
    ...((args.routes ?? []).length > 0
      ? [
          describeLoadBalancing(["DescribeTargetHealth"]),
          registerTasks(scope, [
            args.targetGroupName ?? autoNamePattern("target group", name),
            args.alternateTargetGroupName ?? autoNamePattern("target group", `${name}-alternate`),
          ]),
          moveRequests(scope, loadBalancer.loadBalancerName),
        ]
      : []),
    ...(functions.length > 0
      ? [
          {
            sid: "AskHooks",
            actions: ["lambda:InvokeFunction"],
            resources: unique(functions).map(fn => scope.arn("lambda", `function:${fn}`)),
          },
        ]
      : []),
  ];
}

function registerTasks(scope: Scope, groups: readonly string[]): Statement {
  return {
    sid: "RegisterTasks",
    actions: ["elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets"],
    resources: groups.map(group => scope.arn("elasticloadbalancing", `targetgroup/${group}/*`)),
  };
}

/** Looks at listeners, rules and groups, and at what else is named; the actions take no resource. */
export function describeLoadBalancing(more: readonly string[] = []): Statement {
  return {
    sid: "DescribeLoadBalancing",
    actions: ["DescribeListeners", "DescribeRules", "DescribeTargetGroups", ...more].map(
      action => `elasticloadbalancing:${action}`,
    ),
    resources: ["*"],
  };
}

/** Changes rules of one load balancer: a rule's own id is not known before it exists. */
export function moveRequests(scope: Scope, loadBalancerName: string): Statement {
  return {
    sid: "MoveRequests",
    actions: ["elasticloadbalancing:ModifyRule"],
    resources: [scope.arn("elasticloadbalancing", `listener-rule/app/${loadBalancerName}/*/*/*`)],
  };
}
