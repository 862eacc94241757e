import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { exactName } from "../plan/names";
import { PlannedRoute } from "../plan/routes";
import { Platform } from "../platform";
import { TargetHealth } from "./health";

/** What {@link createTarget} needs. */
export interface TargetArgs {
  platform: Platform;
  routes: readonly PlannedRoute[];
  port: number;
  health: TargetHealth;
  securityGroupId: pulumi.Input<string>;
  targetGroupName?: string;
}

/** Seconds that a stopping task still finishes requests; below the container's stop time-out. */
const DEREGISTRATION_SECONDS = 30;

/** A service's target group with the rules that lead to it and the way from the load balancer. */
export function createTarget(
  name: string,
  { platform, routes, port, health, securityGroupId, targetGroupName }: TargetArgs,
  opts: pulumi.CustomResourceOptions,
) {
  const { loadBalancer, network } = platform;
  const group = new aws.lb.TargetGroup(
    name,
    {
      name: targetGroupName && exactName("target group", targetGroupName),
      port,
      protocol: "HTTP",
      targetType: "ip",
      vpcId: network.vpcId,
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
    opts,
  );
  const rules = routes.map(
    route =>
      new aws.lb.ListenerRule(
        `${name}-${route.host ?? ""}${route.paths.join("|")}`,
        {
          listenerArn: loadBalancer.listenerArn,
          priority: route.priority,
          conditions: conditions(route),
          actions: [{ type: "forward", targetGroupArn: group.arn }],
        },
        // A rule's priority is taken until the rule is gone.
        { ...opts, deleteBeforeReplace: true },
      ),
  );
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
    opts,
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
    opts,
  );
  return { group, rules };
}

function conditions({ paths, host }: PlannedRoute) {
  return [
    { pathPattern: { values: [...paths] } },
    ...(host === undefined ? [] : [{ hostHeader: { values: [host] } }]),
  ];
}
