import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { unique } from "../plan/lists";
import { Vpc } from "./vpc";

/** A VPC that was there before. */
export interface ExistingVpc {
  /** Id of the VPC, `vpc-…`. */
  vpcId: string;
  /** Subnets for the load balancer, with a route to an internet gateway; two or more zones. */
  publicSubnetIds: readonly string[];
  /** Subnets for tasks; two or more zones. */
  privateSubnetIds: readonly string[];
  /**
   * Subnets for data; two or more zones.
   *
   * @default - the private ones
   */
  isolatedSubnetIds?: readonly string[];
}

/** A VPC that was there before, in which nothing is made or changed. */
export function existingVpc(existing: ExistingVpc, opts: pulumi.InvokeOptions): Vpc {
  const { vpcId, publicSubnetIds, privateSubnetIds } = existing;
  return {
    vpcId: pulumi.output(vpcId),
    publicSubnetIds: pulumi.output([...publicSubnetIds]),
    privateSubnetIds: pulumi.output([...privateSubnetIds]),
    isolatedSubnetIds: pulumi.output([...(existing.isolatedSubnetIds ?? privateSubnetIds)]),
    routeTableIds: () =>
      pulumi
        .all(
          privateSubnetIds.map(
            subnetId => aws.ec2.getRouteTableOutput({ subnetId }, opts).routeTableId,
          ),
        )
        .apply(ids => unique(ids)),
    wayOut: [],
  };
}

/** Mistakes in the ids, found before anything is deployed; one line each. */
export function existingProblems(existing: ExistingVpc): string[] {
  const { vpcId, publicSubnetIds, privateSubnetIds, isolatedSubnetIds } = existing;
  const inside = new Set([...privateSubnetIds, ...(isolatedSubnetIds ?? [])]);
  const both = publicSubnetIds.filter(id => inside.has(id));
  return [
    ...(isId("vpc", vpcId)
      ? []
      : [`existing.vpcId is "${vpcId}"; use an id such as ${EXAMPLE.vpc}`]),
    ...tierProblems("publicSubnetIds", publicSubnetIds),
    ...tierProblems("privateSubnetIds", privateSubnetIds),
    ...(isolatedSubnetIds === undefined
      ? []
      : tierProblems("isolatedSubnetIds", isolatedSubnetIds)),
    ...(both.length > 0
      ? [`existing.publicSubnetIds has ${both.join(", ")}, which another tier has too; use others`]
      : []),
  ];
}

function tierProblems(tier: string, ids: readonly string[]): string[] {
  const wrong = ids.filter(id => !isId("subnet", id));
  return [
    ...(wrong.length > 0
      ? [`existing.${tier} has "${wrong.join('", "')}"; use ids such as ${EXAMPLE.subnet}`]
      : []),
    ...(new Set(ids).size >= 2
      ? []
      : [`existing.${tier} has ${new Set(ids).size} subnet; use two or more, in different zones`]),
  ];
}

const EXAMPLE = { vpc: "vpc-0123456789abcdef0", subnet: "subnet-0123456789abcdef0" } as const;

/** Ids are 8 hex digits long, or 17 since 2018. */
function isId(kind: keyof typeof EXAMPLE, id: string): boolean {
  return new RegExp(`^${kind}-([0-9a-f]{8}|[0-9a-f]{17})$`).test(id);
}
