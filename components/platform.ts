import * as pulumi from "@pulumi/pulumi";

import { Alarms } from "./alarms";
import { Cluster } from "./cluster";
import { EncryptionKey } from "./encryption-key";
import { createBalancerAlarms } from "./load-balancer/balancer-alarms";
import { LoadBalancer } from "./load-balancer/load-balancer";
import { Network, NetworkArgs } from "./network/network";
import { Scope } from "./plan/scope";

/** Arguments of {@link Platform}. */
export interface PlatformArgs {
  /** The system and environment that the platform is for. */
  scope: Scope;

  /**
   * The network's shape; see {@link NetworkArgs}.
   *
   * @default - two zones, one NAT gateway
   */
  network?: Pick<NetworkArgs, "cidrBlock" | "zones" | "nat">;

  /**
   * ARN of the load balancer's certificate. Prod refuses to go without.
   *
   * @default - none
   */
  certificateArn?: string;

  /**
   * Days that logs are kept, one of the numbers that CloudWatch Logs takes.
   *
   * @default - 30 in prod, 7 elsewhere
   */
  logRetentionDays?: number;

  /**
   * Alarms on services and load balancer, and who is told of them by e-mail.
   *
   * @default - on in prod, told to nobody; off elsewhere
   */
  alarms?: { email?: string } | false;
}

/** Everything that a system's services share: key, network, cluster, load balancer and alarms. */
export class Platform extends pulumi.ComponentResource {
  static readonly __pulumiType = "infra:platform:Platform";

  /** The system and environment. */
  readonly scope: Scope;
  /** Encrypts secrets, parameters, logs and data. */
  readonly key: EncryptionKey;
  /** The VPC in three tiers. */
  readonly network: Network;
  /** The ECS cluster. */
  readonly cluster: Cluster;
  /** The load balancer that carries the services' routes. */
  readonly loadBalancer: LoadBalancer;
  /** Where alarms go, when they are on. */
  readonly alarms?: Alarms;

  constructor(name: string, args: PlatformArgs, opts?: pulumi.ComponentResourceOptions) {
    super(Platform.__pulumiType, name, args, opts);
    const { scope, certificateArn, logRetentionDays = scope.isProd ? 30 : 7 } = args;
    const alarms = args.alarms ?? (scope.isProd && {});
    const child = { parent: this };

    this.scope = scope;
    this.key = new EncryptionKey(`${name}-key`, { scope }, child);
    const { key } = this;
    this.network = new Network(
      `${name}-network`,
      { scope, key, logRetentionDays, ...args.network },
      child,
    );
    const { network } = this;
    this.cluster = new Cluster(`${name}-cluster`, { scope, network, key, logRetentionDays }, child);
    this.loadBalancer = new LoadBalancer(`${name}-alb`, { scope, network, certificateArn }, child);
    this.alarms = alarms
      ? new Alarms(`${name}-alarms`, { scope, key, ...alarms }, child)
      : undefined;
    if (this.alarms) {
      const { loadBalancer } = this;
      createBalancerAlarms(`${name}-alb`, { alarms: this.alarms, loadBalancer }, child);
    }
    this.registerOutputs({});
  }
}
