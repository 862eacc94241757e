import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";

import { EncryptionKey } from "../encryption-key";
import { Endpoints, Way } from "./endpoints";
import { createFlowLog } from "./flow-log";
import { ArgumentError } from "../errors";
import { GATEWAY_SERVICES, Needs } from "../plan/endpoints";
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
   * each zone. With `none`, endpoints lead to the AWS services that tasks need, and what needs a host
   * on the internet is refused. Changes in place.
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
 * reach anything until {@link Network.reach} and their links give them one.
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

  readonly #name: string;
  readonly #nat: "none" | "single" | "perAz";
  readonly #endpoints: Endpoints;

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
    this.#name = name;
    this.#nat = nat;
    this.#endpoints = new Endpoints(
      name,
      {
        scope,
        vpcId: vpc.vpcId,
        subnetIds: vpc.privateSubnetIds,
        routeTableIds: vpc.routeTables.apply(tables => tables.map(table => table.id)),
      },
      child,
    );
    // Every task pulls its image's layers from S3.
    this.#endpoints.wayTo(["s3"]);
    this.registerOutputs({ vpcId: this.vpcId });
  }
  /**
   * The way out of a task in the private subnets, on port 443 alone; makes the endpoints that it takes.
   * Where NAT leads out, only S3 has an endpoint: it is free and keeps image layers off the NAT.
   */
  reach(task: string, { awsServices, internet }: Needs): Way {
    if (this.#nat === "none") {
      if (internet.length > 0) {
        throw new ArgumentError(
          `Network "${this.#name}": ${task} needs ${internet.join(", ")} on the internet, and nat is "none"; use nat "single" or "perAz", or leave out the link that needs it`,
        );
      }
      return this.#endpoints.wayTo(awsServices);
    }
    const near = this.#endpoints.wayTo(awsServices.filter(s => GATEWAY_SERVICES.includes(s)));
    const everywhere = { name: "internet", port: 443, cidrIpv4: "0.0.0.0/0" };
    return { ...near, connections: [...near.connections, everywhere] };
  }
}
