import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { Scope } from "../plan/scope";

/** What {@link createFirewall} needs. */
export interface FirewallArgs {
  scope: Scope;
  vpcId: pulumi.Input<string>;
  balancerName: string;
  /** Whether port 443 is served too. */
  tls: boolean;
}

const EVERYWHERE = { ipProtocol: "tcp", cidrIpv4: "0.0.0.0/0" };

/** The one group that the world may reach, on the listeners' ports alone. */
export function createFirewall(
  name: string,
  { scope, vpcId, balancerName, tls }: FirewallArgs,
  opts: pulumi.CustomResourceOptions,
): aws.ec2.SecurityGroup {
  const group = new aws.ec2.SecurityGroup(
    name,
    { vpcId, description: `Load balancer of ${scope.name()}`, tags: { Name: balancerName } },
    opts,
  );
  const ports = { http: 80, ...(tls && { https: 443 }) };
  for (const [protocol, port] of Object.entries(ports)) {
    new aws.vpc.SecurityGroupIngressRule(
      `${name}-${protocol}`,
      {
        ...EVERYWHERE,
        securityGroupId: group.id,
        description: `${protocol.toUpperCase()} from the internet`,
        fromPort: port,
        toPort: port,
      },
      opts,
    );
  }
  return group;
}

/** Lets the load balancer fetch the keys of those who issue tokens, wherever they are. */
export function allowKeyFetch(
  name: string,
  securityGroupId: pulumi.Input<string>,
  opts: pulumi.CustomResourceOptions,
): void {
  new aws.vpc.SecurityGroupEgressRule(
    `${name}-issuers`,
    {
      ...EVERYWHERE,
      securityGroupId,
      description: "Keys of those who issue tokens",
      fromPort: 443,
      toPort: 443,
    },
    opts,
  );
}
