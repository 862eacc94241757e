import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { LoadBalancer } from "../load-balancer/load-balancer";
import { exactName } from "../plan/names";
import { PlannedRoute } from "../plan/routes";
import { Platform } from "../platform";
import { TargetHealth } from "./health";
import { createRules } from "./rules";

/** What {@link createTarget} needs. */
export interface TargetArgs {
  platform: Platform;
  /** The load balancer that the routes are registered with. */
  loadBalancer: LoadBalancer;
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
  { platform, loadBalancer, routes, port, health, securityGroupId, targetGroupName }: TargetArgs,
  opts: pulumi.CustomResourceOptions,
) {
  const group = new aws.lb.TargetGroup(
    name,
    {
      name: targetGroupName && exactName("target group", targetGroupName),
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
    opts,
  );
  const rules = createRules(
    name,
    { listenerArn: loadBalancer.listenerArn, routes, targetGroupArn: group.arn },
    opts,
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
