import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";

import { EncryptionKey } from "../encryption-key";
import { Scope } from "../plan/scope";
import { createFlowLog } from "./flow-log";
import { createRegionalNat } from "./regional-nat";

/** How private subnets reach the internet. */
export type Nat = "none" | "single" | "perAz" | "regional";

/** A VPC as the network sees it, made here or there before. */
export interface Vpc {
  vpcId: pulumi.Output<string>;
  publicSubnetIds: pulumi.Output<string[]>;
  privateSubnetIds: pulumi.Output<string[]>;
  isolatedSubnetIds: pulumi.Output<string[]>;
  /** Route tables that gateway endpoints enter themselves into; a call, because it may look them up. */
  routeTableIds: () => pulumi.Input<pulumi.Input<string>[]>;
  /** What must be there before packets from private subnets get to the internet. */
  wayOut: readonly pulumi.Resource[];
}

/** What {@link createVpc} needs. */
export interface VpcArgs {
  scope: Scope;
  key: EncryptionKey;
  cidrBlock: string;
  zones: 2 | 3;
  nat: Nat;
  logRetentionDays: number;
}

const NAT_STRATEGY = {
  none: "None",
  single: "Single",
  perAz: "OnePerAz",
  // One gateway for all zones, beside awsx, which does not know its kind.
  regional: "None",
} as const;

/** A VPC of three tiers; its default security group is closed and its traffic is logged. */
export function createVpc(name: string, args: VpcArgs, opts: pulumi.CustomResourceOptions): Vpc {
  const { scope, key, cidrBlock, zones, nat, logRetentionDays } = args;
  const vpc = new awsx.ec2.Vpc(
    name,
    {
      cidrBlock,
      numberOfAvailabilityZones: zones,
      enableDnsHostnames: true,
      enableDnsSupport: true,
      natGateways: { strategy: NAT_STRATEGY[nat] },
      subnetStrategy: "Auto",
      subnetSpecs: [
        { type: "Public", name: "public" },
        { type: "Private", name: "private" },
        { type: "Isolated", name: "isolated" },
      ],
      tags: { Name: scope.name() },
    },
    opts,
  );
  new aws.ec2.DefaultSecurityGroup(name, { vpcId: vpc.vpcId }, opts);
  createFlowLog(name, { scope, key, vpcId: vpc.vpcId, retentionDays: logRetentionDays }, opts);
  return {
    vpcId: vpc.vpcId,
    publicSubnetIds: vpc.publicSubnetIds,
    privateSubnetIds: vpc.privateSubnetIds,
    isolatedSubnetIds: vpc.isolatedSubnetIds,
    routeTableIds: () => vpc.routeTables.apply(tables => tables.map(table => table.id)),
    wayOut: nat === "regional" ? createRegionalNat(name, { scope, vpc, zones }, opts) : [],
  };
}
