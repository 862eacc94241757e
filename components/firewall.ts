import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { Connection } from "./link";

/**
 * Lets a client reach a peer on one port: an egress rule on the client's group and, where the peer has
 * a group, the ingress rule there. Named by both, so that adding one connection never moves another.
 */
export function allowConnection(
  client: string,
  clientGroupId: pulumi.Input<string>,
  connection: Connection,
  opts: pulumi.CustomResourceOptions,
): void {
  const { name, port, ...peer } = connection;
  const rule = { ipProtocol: "tcp", fromPort: port, toPort: port };
  const description = `${client} to ${name} on ${port}`;
  new aws.vpc.SecurityGroupEgressRule(
    `${client}-to-${name}`,
    {
      ...rule,
      securityGroupId: clientGroupId,
      description,
      ...("securityGroupId" in peer ? { referencedSecurityGroupId: peer.securityGroupId } : peer),
    },
    opts,
  );
  if ("securityGroupId" in peer) {
    new aws.vpc.SecurityGroupIngressRule(
      `${client}-to-${name}`,
      {
        ...rule,
        securityGroupId: peer.securityGroupId,
        description,
        referencedSecurityGroupId: clientGroupId,
      },
      opts,
    );
  }
}
