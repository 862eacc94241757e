import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";

import { EncryptionKey } from "../encryption-key";
import { createFlowLog } from "./flow-log";
import { Connection } from "../link";
import { EndpointPlan, ISOLATED_ENDPOINTS, NAT_ENDPOINTS } from "../plan/endpoints";
import { Scope } from "../plan/scope";

/** Arguments of {@link Network}. */
export interface NetworkArgs {
  /** The system and environment that the network is for. */
  scope: Scope;

  /** Encrypts the flow logs. */
  key: EncryptionKey;

  /**
   * Addresses of the VPC, /16 to /20. Changing it replaces the network and all in it.
   *
   * @default "10.0.0.0/16"
   */
  cidrBlock?: string;

  /**
   * Availability zones, each with a public, a private and an isolated subnet.
   *
   * @default 2
   */
  zones?: 2 | 3;

  /**
   * How private subnets reach the internet: not at all, through one NAT gateway, or through one in
   * each zone. With `none`, endpoints lead to the AWS services that tasks need. Changes in place.
   *
   * @default "single"
   */
  nat?: "none" | "single" | "perAz";

  /**
   * Days that flow logs are kept, one of the numbers that CloudWatch Logs takes (7, 14, 30, 90, …).
   *
   * @default 30
   */
  logRetentionDays?: number;
}

const NAT_STRATEGY = { none: "None", single: "Single", perAz: "OnePerAz" } as const;

/**
 * A VPC in three tiers: public subnets for the load balancer, private ones for tasks, isolated ones
 * for data. Its default security group is closed and its traffic is logged. Tasks have no rule to
 * reach anything until {@link Network.outbound} and their links give them one.
 */
export class Network extends pulumi.ComponentResource {
  static readonly __pulumiType = "infra:network:Network";

  /** Id of the VPC. */
  readonly vpcId: pulumi.Output<string>;
  /** Subnets with a route to the internet gateway. */
  readonly publicSubnetIds: pulumi.Output<string[]>;
  /** Subnets that reach out through NAT or endpoints only. */
  readonly privateSubnetIds: pulumi.Output<string[]>;
  /** Subnets without a way out. */
  readonly isolatedSubnetIds: pulumi.Output<string[]>;
  /** Number of zones, each with one subnet of each kind. */
  readonly zones: number;
  /** What every task may reach besides its links, to pull its image, read its secrets and log. */
  readonly outbound: readonly Connection[];

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super(Network.__pulumiType, name, args, opts);
    const { scope, key, cidrBlock = "10.0.0.0/16", zones = 2, nat = "single" } = args;
    const child = { parent: this };

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
      child,
    );
    new aws.ec2.DefaultSecurityGroup(name, { vpcId: vpc.vpcId }, child);
    createFlowLog(
      name,
      { scope, key, vpcId: vpc.vpcId, retentionDays: args.logRetentionDays ?? 30 },
      child,
    );

    this.vpcId = vpc.vpcId;
    this.publicSubnetIds = vpc.publicSubnetIds;
    this.privateSubnetIds = vpc.privateSubnetIds;
    this.isolatedSubnetIds = vpc.isolatedSubnetIds;
    this.zones = zones;
    this.outbound = [
      ...createEndpoints(
        name,
        scope,
        vpc,
        nat === "none" ? ISOLATED_ENDPOINTS : NAT_ENDPOINTS,
        child,
      ),
      ...(nat === "none" ? [] : [{ name: "internet", port: 443, cidrIpv4: "0.0.0.0/0" }]),
    ];
    this.registerOutputs({ vpcId: this.vpcId });
  }
}

/** Endpoints for AWS services, usable by this account alone, and the connections that lead to them. */
function createEndpoints(
  name: string,
  scope: Scope,
  vpc: awsx.ec2.Vpc,
  plan: EndpointPlan,
  opts: pulumi.CustomResourceOptions,
): Connection[] {
  const connections: Connection[] = [];
  for (const service of plan.gateways) {
    const endpoint = new aws.ec2.VpcEndpoint(
      `${name}-${service}`,
      {
        vpcId: vpc.vpcId,
        serviceName: `com.amazonaws.${scope.region}.${service}`,
        vpcEndpointType: "Gateway",
        routeTableIds: vpc.routeTables.apply(tables => tables.map(table => table.id)),
        tags: { Name: scope.name(service) },
      },
      opts,
    );
    connections.push({ name: service, port: 443, prefixListId: endpoint.prefixListId });
  }
  if (plan.interfaces.length === 0) {
    return connections;
  }

  const group = new aws.ec2.SecurityGroup(
    `${name}-endpoints`,
    {
      vpcId: vpc.vpcId,
      description: `Interface endpoints of ${scope.name()}`,
      tags: { Name: scope.name("endpoints") },
    },
    opts,
  );
  for (const service of plan.interfaces) {
    new aws.ec2.VpcEndpoint(
      `${name}-${service}`,
      {
        vpcId: vpc.vpcId,
        serviceName: `com.amazonaws.${scope.region}.${service}`,
        vpcEndpointType: "Interface",
        privateDnsEnabled: true,
        subnetIds: vpc.privateSubnetIds,
        securityGroupIds: [group.id],
        policy: accountOnlyPolicy(scope),
        tags: { Name: scope.name(service) },
      },
      opts,
    );
  }
  return [...connections, { name: "endpoints", port: 443, securityGroupId: group.id }];
}

/** In an endpoint policy, `*` means whatever passes through; the condition keeps that to this account. */
function accountOnlyPolicy(scope: Scope): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "ThisAccount",
        Effect: "Allow",
        Principal: "*",
        Action: "*",
        Resource: "*",
        Condition: { StringEquals: { "aws:PrincipalAccount": scope.accountId } },
      },
    ],
  });
}
