import * as pulumi from "@pulumi/pulumi";

import { Alarms } from "./alarms";
import { Cluster } from "./cluster";
import { CodeDeployApplication } from "./code-deploy-application";
import { EncryptionKey } from "./encryption-key";
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

  /** What is made when the first service asks for it. */
  private readonly made: { codeDeploy?: CodeDeployApplication } = {};
  private readonly name: string;

  constructor(name: string, args: PlatformArgs, opts?: pulumi.ComponentResourceOptions) {
    super(Platform.__pulumiType, name, args, opts);
    const { scope, certificateArn, logRetentionDays = scope.isProd ? 30 : 7 } = args;
    const alarms = args.alarms ?? (scope.isProd && {});
    const child = { parent: this };

    this.name = name;
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
