import * as pulumi from "@pulumi/pulumi";

import { Alarms } from "./alarms";
import { Cluster, ClusterArgs } from "./cluster";
import { CodeDeployApplication } from "./code-deploy-application";
import { Dns, DnsArgs } from "./dns";
import { EncryptionKey } from "./encryption-key";
import { LoadBalancer, LoadBalancerArgs } from "./load-balancer/load-balancer";
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
  network?: Pick<NetworkArgs, "cidrBlock" | "zones" | "nat" | "endpoints" | "existing">;

  /**
   * The cluster's name and log groups; see {@link ClusterArgs}.
   *
   * @default - named like the system, one log group
   */
  cluster?: Pick<ClusterArgs, "name" | "logGroups">;

  /**
   * ARN of the load balancer's certificate. Prod refuses to go without one and without a domain.
   *
   * @default - none
   */
  certificateArn?: string;

  /**
   * Host name that the system answers to, in a hosted zone of this account: its records are made, and
   * its certificate where certificateArn gives none.
   *
   * @default - none: callers use the load balancer's DNS name
   */
  domain?: Pick<DnsArgs, "hostedZone" | "host">;

  /**
   * The load balancer's name, firewall, headers and own answers; see {@link LoadBalancerArgs}.
   *
   * @default - as {@link LoadBalancer} has them
   */
  loadBalancer?: Pick<LoadBalancerArgs, "name" | "waf" | "headers" | "responses">;

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
  /** The domain's certificate and records, with a domain. */
  readonly dns?: Dns;
  /** URL that callers use: the domain's, or the load balancer's own. */
  readonly url: pulumi.Output<string>;
  /** Where alarms go, when they are on. */
  readonly alarms?: Alarms;

  /** What is made when the first service asks for it. */
  private readonly made: { codeDeploy?: CodeDeployApplication } = {};
  private readonly name: string;

  constructor(name: string, args: PlatformArgs, opts?: pulumi.ComponentResourceOptions) {
    super(Platform.__pulumiType, name, args, opts);
    const { scope, domain, logRetentionDays = scope.isProd ? 30 : 7 } = args;
    const alarms = args.alarms ?? (scope.isProd && {});
    const child = { parent: this };

    this.name = name;
    this.scope = scope;
    this.key = new EncryptionKey(
      `${name}-key`,
      { scope, logGroups: clusterLogGroups(args) },
      child,
    );
    const { key } = this;
    this.network = new Network(
      `${name}-network`,
      { scope, key, logRetentionDays, ...args.network },
      child,
    );
    const { network } = this;
    this.cluster = new Cluster(
      `${name}-cluster`,
      { scope, network, key, logRetentionDays, ...args.cluster },
      child,
    );
    const { certificateArn: given } = args;
    this.dns = domain && new Dns(`${name}-dns`, { ...domain, certificateArn: given }, child);
    const certificateArn = this.dns?.certificateArn ?? given;
    this.loadBalancer = new LoadBalancer(
      `${name}-alb`,
      { scope, network, key, logRetentionDays, certificateArn, ...args.loadBalancer },
      child,
    );
    this.dns?.alias(this.loadBalancer);
    this.url = this.dns ? pulumi.output(this.dns.url) : this.loadBalancer.url;
    this.alarms = alarms
      ? new Alarms(`${name}-alarms`, { scope, key, ...alarms }, child)
      : undefined;
    this.registerOutputs({});
  }

  /** The CodeDeploy application that services with the deployment `codeDeploy` share. */
  codeDeploy(): CodeDeployApplication {
    return (this.made.codeDeploy ??= new CodeDeployApplication(
      `${this.name}-code-deploy`,
      { scope: this.scope },
      { parent: this },
    ));
  }
}

/** A cluster with a name of its own has log groups of that name, which the key must know. */
function clusterLogGroups({ cluster }: PlatformArgs): string[] {
  return cluster?.name === undefined ? [] : [`/ecs/${cluster.name}*`];
}
