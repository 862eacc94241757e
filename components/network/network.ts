import * as pulumi from "@pulumi/pulumi";

import { EncryptionKey } from "../encryption-key";
import { ArgumentError } from "../errors";
import { GATEWAY_SERVICES, Needs } from "../plan/endpoints";
import { Scope } from "../plan/scope";
import { Endpoints, Way } from "./endpoints";
import { existingProblems, ExistingVpc, existingVpc } from "./existing-vpc";
import { createVpc, Nat } from "./vpc";

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
   * How private subnets reach the internet: not at all, through one NAT gateway in one zone, through one
   * in each zone, or through one `regional` gateway that AWS spreads over the zones. With `none`, what
   * needs a host on the internet is refused. Changes in place; open connections break.
   *
   * @default "single"
   */
  nat?: "none" | "single" | "perAz" | "regional";

  /**
   * Which AWS services tasks reach without NAT: all that they need, through endpoints made for exactly
   * these (`derived`), or only those whose gateway endpoints cost nothing (`gateway`: S3, DynamoDB), the
   * others through NAT. With `derived`, only tasks that need a host on the internet may reach it. Changes
   * in place.
   *
   * @default - `derived` with nat "none", else `gateway`; in an existing VPC none are made
   */
  endpoints?: "derived" | "gateway";

  /**
   * A VPC that was there before, to use in place of one of its own. Nothing is made in it but what
   * `endpoints` asks for: no NAT, no flow logs. Its private subnets must lead to the internet, unless
   * `nat` says "none"; then endpoints for all that tasks need are made, of which there may be no others
   * yet. Subnets get routes to gateway endpoints in route tables of their own. Changing it replaces all in it.
   *
   * @default - none; a VPC is made
   */
  existing?: ExistingVpc;

  /**
   * Days that flow logs are kept, one of the numbers that CloudWatch Logs takes (7, 14, 30, 90, …).
   *
   * @default 30
   */
  logRetentionDays?: number;
}

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
  /** Number of zones, each with one subnet of each kind. */
  readonly zones: number;

  readonly #name: string;
  readonly #nat: Nat;
  readonly #wayOut: readonly pulumi.Resource[];
  readonly #hasEndpoint: (service: string) => boolean;
  readonly #endpoints: Endpoints;

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super(Network.__pulumiType, name, args, opts);
    validate(name, args);
    const { scope, cidrBlock = "10.0.0.0/16", zones = 2, nat = "single", existing } = args;
    const { logRetentionDays = 30 } = args;
    const child = { parent: this };

    const vpc =
      existing === undefined
        ? createVpc(name, { ...args, cidrBlock, zones, nat, logRetentionDays }, child)
        : existingVpc(existing, child);
    this.vpcId = vpc.vpcId;
    this.publicSubnetIds = vpc.publicSubnetIds;
    this.privateSubnetIds = vpc.privateSubnetIds;
    this.isolatedSubnetIds = vpc.isolatedSubnetIds;
    this.zones = existing?.privateSubnetIds.length ?? zones;
    this.#name = name;
    this.#nat = nat;
    this.#wayOut = vpc.wayOut;
    this.#hasEndpoint = servedBy(args.endpoints ?? usualEndpoints(args));
    this.#endpoints = new Endpoints(
      name,
      {
        scope,
        vpcId: vpc.vpcId,
        subnetIds: vpc.privateSubnetIds,
        routeTableIds: vpc.routeTableIds,
      },
      child,
    );
    // Every task pulls its image's layers from S3.
    this.#endpoints.wayTo(["s3"].filter(this.#hasEndpoint));
    this.registerOutputs({ vpcId: this.vpcId });
  }

  /**
   * The way out of a task in the private subnets, on port 443 alone: to endpoints, which are made as
   * needed, and to the internet where there is a need that no endpoint serves.
   */
  reach(task: string, { awsServices, internet }: Needs): Way {
    if (this.#nat === "none" && internet.length > 0) {
      throw new ArgumentError(
        `Network "${this.#name}": ${task} needs ${internet.join(", ")} on the internet, and nat is "none"; use another nat, or leave out the link that needs it`,
      );
    }
    const near = this.#endpoints.wayTo(awsServices.filter(this.#hasEndpoint));
    if (internet.length === 0 && awsServices.every(this.#hasEndpoint)) {
      return near;
    }
    const everywhere = { name: "internet", port: 443, cidrIpv4: "0.0.0.0/0" };
    return {
      connections: [...near.connections, everywhere],
      dependsOn: [...near.dependsOn, ...this.#wayOut],
    };
  }
}

function usualEndpoints({ nat, existing }: NetworkArgs): "derived" | "gateway" | "none" {
  if (nat === "none") {
    return "derived";
  }
  return existing === undefined ? "gateway" : "none";
}

/** Whether a service is reached through an endpoint. */
function servedBy(endpoints: "derived" | "gateway" | "none"): (service: string) => boolean {
  return service =>
    endpoints === "derived" || (endpoints === "gateway" && GATEWAY_SERVICES.includes(service));
}

function validate(name: string, args: NetworkArgs): void {
  const { existing, nat } = args;
  const own = (["cidrBlock", "zones"] as const).filter(argument => args[argument] !== undefined);
  const problems = [
    ...(nat === "none" && args.endpoints === "gateway"
      ? ['endpoints is "gateway" and nat is "none"; use "derived", or tasks could not start']
      : []),
    ...(existing === undefined ? [] : existingProblems(existing)),
    ...(existing !== undefined && own.length > 0
      ? [`${own.join(" and ")} is given beside existing; leave it out, the VPC has its own`]
      : []),
    ...(existing !== undefined && nat !== undefined && nat !== "none"
      ? [`nat is "${nat}" beside existing; leave it out, or use "none" where nothing leads out`]
      : []),
  ];
  if (problems.length > 0) {
    throw new ArgumentError(problems.map(problem => `Network "${name}": ${problem}`).join("\n"));
  }
}
