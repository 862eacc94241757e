import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { LoadBalancer } from "../load-balancer/load-balancer";
import { exactName } from "../plan/names";
import { PlannedRoute } from "../plan/routes";
import { Platform } from "../platform";
import { Deployment, usesTwoGroups } from "./deployment";
import { TargetHealth } from "./health";
import { createRules } from "./rules";

/** What {@link createTarget} needs. */
export interface TargetArgs {
  platform: Platform;
  /** Name of the ECS service. */
  serviceName: string;
  /** The load balancer that the routes are registered with. */
  loadBalancer: LoadBalancer;
  routes: readonly PlannedRoute[];
  port: number;
  health: TargetHealth;
  securityGroupId: pulumi.Input<string>;
  targetGroupName?: string;
  alternateTargetGroupName?: string;
  deployment?: Deployment;
}

/** Where a service's requests arrive. */
export interface Target {
  /** The load balancer that has the rules. */
  loadBalancer: LoadBalancer;
  /** The one with all requests at first, then the one that deployments move them to, where they do. */
  groups: readonly [aws.lb.TargetGroup, ...aws.lb.TargetGroup[]];
  rules: readonly aws.lb.ListenerRule[];
}

/** Seconds that a stopping task still finishes requests; below the container's stop time-out. */
const DEREGISTRATION_SECONDS = 30;

/** A service's target groups with the rules that lead to them and the way from the load balancer. */
export function createTarget(
  name: string,
  args: TargetArgs,
  opts: pulumi.CustomResourceOptions,
): Target {
  const { loadBalancer, routes, port, securityGroupId } = args;
  const group = createGroup(name, args, args.targetGroupName, opts);
  const alternate = usesTwoGroups(args.deployment)
    ? createGroup(`${name}-alternate`, args, args.alternateTargetGroupName, opts)
    : undefined;
  const rules = createRules(
    name,
    {
      listenerArn: loadBalancer.listenerArn,
      routes,
      forward: forward(group, alternate),
      moved: alternate !== undefined,
    },
    // A rule's priority is taken until the rule is gone.
    { ...opts, deleteBeforeReplace: true, ...weightsLeftBe(args) },
  );
  // On another port tasks of the version before still answer on theirs, until the new ones run.
  const both = { ...opts, replaceOnChanges: ["fromPort", "toPort"] };
  new aws.vpc.SecurityGroupIngressRule(
    `${name}-from-alb`,
    {
      securityGroupId,
      description: `Load balancer to ${name} on ${port}`,
      ipProtocol: "tcp",
      fromPort: port,
      toPort: port,
      referencedSecurityGroupId: loadBalancer.securityGroupId,
    },
    both,
  );
  new aws.vpc.SecurityGroupEgressRule(
    `${name}-from-alb`,
    {
      securityGroupId: loadBalancer.securityGroupId,
      description: `Load balancer to ${name} on ${port}`,
      ipProtocol: "tcp",
      fromPort: port,
      toPort: port,
      referencedSecurityGroupId: securityGroupId,
    },
    both,
  );
  return { loadBalancer, groups: alternate ? [group, alternate] : [group], rules };
}

function createGroup(
  name: string,
  { platform, port, health }: TargetArgs,
  groupName: string | undefined,
  opts: pulumi.CustomResourceOptions,
): aws.lb.TargetGroup {
  return new aws.lb.TargetGroup(
    name,
    {
      name: groupName && exactName("target group", groupName),
      port,
      protocol: "HTTP",
      targetType: "ip",
      vpcId: platform.network.vpcId,
      deregistrationDelay: DEREGISTRATION_SECONDS,
      healthCheck: {
        enabled: true,
        path: health.path,
        protocol: "HTTP",
        interval: health.interval,
        timeout: health.timeout,
        healthyThreshold: 2,
        unhealthyThreshold: health.retries,
        matcher: "200",
      },
    },
    // ECS registers each task with its container's port; another one here would replace the group, tasks and all.
    { ...opts, ignoreChanges: ["port"] },
  );
}

/**
 * Deployments change the weights of a rule's groups, so the engine must leave them be. A rule that was there
 * with one group would then never get its second, and one whose weights are on the second would not lead to a
 * service that is made anew, whose tasks begin in the first: such a rule is made anew instead.
 */
function weightsLeftBe({ deployment, serviceName }: TargetArgs): pulumi.CustomResourceOptions {
  if (!usesTwoGroups(deployment)) {
    return { replacementTrigger: "one group" };
  }
  const mover = deployment?.strategy === "codeDeploy" ? "CodeDeploy" : "ECS";
  return {
    replacementTrigger: `two groups of ${serviceName}, moved by ${mover}`,
    ignoreChanges: ["actions"],
  };
}

/** To the one group; with an alternate to both, all requests to the first until a deployment moves them. */
function forward(group: aws.lb.TargetGroup, alternate: aws.lb.TargetGroup | undefined) {
  return alternate === undefined
    ? { type: "forward", targetGroupArn: group.arn }
    : {
        type: "forward",
        forward: {
          targetGroups: [
            { arn: group.arn, weight: 100 },
            { arn: alternate.arn, weight: 0 },
          ],
        },
      };
}
