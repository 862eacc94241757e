import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";

import { Scope } from "../plan/scope";

/** What {@link createRegionalNat} needs. */
export interface RegionalNatArgs {
  scope: Scope;
  vpc: awsx.ec2.Vpc;
  zones: number;
}

/**
 * The internet in two halves: more specific than the one route that awsx makes for a gateway in a zone,
 * so that both may be there while the network changes from the one kind to the other.
 */
const HALVES = { low: "0.0.0.0/1", high: "128.0.0.0/1" } as const;

/**
 * One NAT gateway that AWS spreads over the zones with tasks and gives addresses, and the routes of the
 * private subnets to it. Returns the routes.
 */
export function createRegionalNat(
  name: string,
  { scope, vpc, zones }: RegionalNatArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  const gateway = new aws.ec2.NatGateway(
    name,
    { vpcId: vpc.vpcId, availabilityMode: "regional", tags: { Name: scope.name() } },
    // It needs the VPC's internet gateway, which comes with the whole VPC.
    { ...opts, dependsOn: [vpc] },
  );
  const routeTableIds = privateRouteTables(vpc);
  return Array.from({ length: zones }, (_, index) =>
    Object.entries(HALVES).map(
      ([half, destinationCidrBlock]) =>
        new aws.ec2.Route(
          `${name}-private-${index + 1}-${half}`,
          {
            routeTableId: routeTableIds.apply(ids => ids[index]),
            destinationCidrBlock,
            natGatewayId: gateway.id,
          },
          opts,
        ),
    ),
  ).flat();
}

/** Ids of the private subnets' route tables, in the order of the subnets. */
function privateRouteTables(vpc: awsx.ec2.Vpc): pulumi.Output<string[]> {
  const links = vpc.routeTableAssociations.apply(associations =>
    pulumi.all(
      associations.map(({ subnetId, routeTableId }) => pulumi.all([subnetId, routeTableId])),
    ),
  );
  return pulumi.all([vpc.privateSubnetIds, links]).apply(([subnetIds, all]) => {
    const tables = new Map(all);
    return subnetIds.map(id => {
      const table = tables.get(id);
      if (table === undefined) {
        throw new Error(`the private subnet ${id} has no route table of its own`);
      }
      return table;
    });
  });
}
