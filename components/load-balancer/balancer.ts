import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { ArgumentError } from "../errors";
import { Network } from "../network/network";
import { exactName, fitName } from "../plan/names";
import { Scope } from "../plan/scope";
import { createAccessLogBucket } from "./access-log-bucket";

/** What {@link createBalancer} needs. */
export interface BalancerArgs {
  scope: Scope;
  network: Network;
  balancerName: string;
  group: aws.ec2.SecurityGroup;
  logs: ReturnType<typeof createAccessLogBucket>;
}

/** The documented name, or the system's. */
export function balancerNameOf(documented: string | undefined, scope: Scope): string {
  if (documented === undefined) {
    return fitName("load balancer", scope.name("alb"));
  }
  if (!/^(?!internal-)[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?$/.test(documented)) {
    throw new ArgumentError(
      `load balancer name "${documented}": use letters, digits and hyphens, not beginning or ending with a hyphen and not beginning with internal-`,
    );
  }
  return exactName("load balancer", documented);
}

/** The load balancer itself, in the public subnets. */
export function createBalancer(
  name: string,
  { scope, network, balancerName, group, logs }: BalancerArgs,
  opts: pulumi.CustomResourceOptions,
): aws.lb.LoadBalancer {
  return new aws.lb.LoadBalancer(
    name,
    {
      name: balancerName,
      internal: false,
      loadBalancerType: "application",
      subnets: network.publicSubnetIds,
      securityGroups: [group.id],
      dropInvalidHeaderFields: true,
      desyncMitigationMode: "defensive",
      enableDeletionProtection: scope.isProd,
      accessLogs: { enabled: true, bucket: logs.bucketName },
    },
    { ...opts, dependsOn: logs.ready },
  );
}
