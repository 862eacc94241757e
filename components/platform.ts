import * as pulumi from "@pulumi/pulumi";

import { Alarms } from "./alarms";
import { Cluster } from "./cluster";
import { CodeDeployApplication } from "./code-deploy-application";
import { EncryptionKey } from "./encryption-key";
import { ArgumentError } from "./errors";
import { LoadBalancer } from "./load-balancer/load-balancer";
import { Network, NetworkArgs } from "./network/network";
import { Sleep, sleepProblems } from "./plan/schedules";
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

  /**
   * Hours in which the system's services run no task, to save their cost where nobody works at night.
   * Whoever deploys meanwhile brings nothing up. Changes in place.
   *
   * @default - they always run
   */
  sleep?: Sleep;
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
  /** Hours in which services run no task, when there are any. */
  readonly sleep?: Sleep;

  /** What is made when the first service asks for it. */
  private readonly made: { codeDeploy?: CodeDeployApplication } = {};
  private readonly name: string;

  constructor(name: string, args: PlatformArgs, opts?: pulumi.ComponentResourceOptions) {
    super(Platform.__pulumiType, name, args, opts);
    const { scope, certificateArn, logRetentionDays = scope.isProd ? 30 : 7 } = args;
    const alarms = args.alarms ?? (scope.isProd && {});
    const child = { parent: this };
    const problems = args.sleep === undefined ? [] : sleepProblems(args.sleep);
    if (problems.length > 0) {
      throw new ArgumentError(problems.map(p => `Platform "${name}": ${p}`).join("\n"));
    }

    this.name = name;
    this.scope = scope;
    this.sleep = args.sleep;
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
