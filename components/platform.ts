import * as pulumi from "@pulumi/pulumi";

import { Alarms } from "./alarms";
import { Cluster, ClusterArgs } from "./cluster";
import { CodeDeployApplication } from "./code-deploy-application";
import { Dns, DnsArgs } from "./dns";
import { EncryptionKey } from "./encryption-key";
import { ArgumentError } from "./errors";
import { createBalancerAlarms } from "./load-balancer/balancer-alarms";
import { LoadBalancer, LoadBalancerArgs } from "./load-balancer/load-balancer";
import { Network, NetworkArgs } from "./network/network";
import { MigrationOperations, Operations, SecretOperations, ServiceOperations } from "./operations";
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

  /**
   * Hours in which the system's services run no task, to save their cost where nobody works at night.
   * Whoever deploys meanwhile brings nothing up. Changes in place.
   *
   * @default - they always run
   */
  sleep?: Sleep;
}

/**
 * Everything that a system's services share: key, network, cluster, load balancer and alarms. One to a
 * scope, whose names they bear.
 */
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
  /** Hours in which services run no task, when there are any. */
  readonly sleep?: Sleep;

  readonly #name: string;
  private readonly services: ServiceOperations[] = [];
  private readonly migrations: MigrationOperations[] = [];
  private readonly secrets = new Map<string, SecretOperations>();
  #codeDeploy?: CodeDeployApplication;

  constructor(name: string, args: PlatformArgs, opts?: pulumi.ComponentResourceOptions) {
    super(Platform.__pulumiType, name, args, opts);
    checkArgs(name, args);
    const { scope, domain, sleep, logRetentionDays = scope.isProd ? 30 : 7 } = args;
    const alarms = args.alarms ?? (scope.isProd && {});
    const child = { parent: this };

    const key = new EncryptionKey(
      `${name}-key`,
      { scope, logGroups: clusterLogGroups(args) },
      child,
    );
    const common = { scope, key, logRetentionDays };
    const network = new Network(`${name}-network`, { ...common, ...args.network }, child);
    const cluster = new Cluster(`${name}-cluster`, { ...common, network, ...args.cluster }, child);
    const { certificateArn: given } = args;
    const dns = domain && new Dns(`${name}-dns`, { ...domain, certificateArn: given }, child);
    const loadBalancer = new LoadBalancer(
      `${name}-alb`,
      { ...common, network, certificateArn: dns?.certificateArn ?? given, ...args.loadBalancer },
      child,
    );
    dns?.alias(loadBalancer);
    if (alarms) {
      this.alarms = new Alarms(`${name}-alarms`, { scope, key, ...alarms }, child);
      createBalancerAlarms(`${name}-alb`, { alarms: this.alarms, loadBalancer }, child);
    }

    this.#name = name;
    this.scope = scope;
    this.sleep = sleep;
    this.key = key;
    this.network = network;
    this.cluster = cluster;
    this.loadBalancer = loadBalancer;
    this.dns = dns;
    this.url = dns ? pulumi.output(dns.url) : loadBalancer.url;
    this.registerOutputs({});
  }

  /** Takes what the operations commands must know of a service. */
  registerService(service: ServiceOperations): void {
    this.services.push(service);
  }

  /** Takes what the operations commands must know of a one-off task. */
  registerMigration(migration: MigrationOperations): void {
    this.migrations.push(migration);
  }

  /** Takes the secrets that a task waits for until an operator has put them. */
  registerSecrets(secrets: readonly SecretOperations[]): void {
    for (const secret of secrets) {
      this.secrets.set(secret.name, secret);
    }
  }

  /** What the operations commands know of the system, as far as it has been made. */
  operations(smoke: Operations["smoke"] = {}): Operations {
    return {
      region: this.scope.region,
      cluster: this.cluster.clusterName,
      url: this.url,
      services: this.services,
      migrations: this.migrations,
      secrets: [...this.secrets.values()],
      smoke,
    };
  }

  /** The CodeDeploy application that services with the deployment `codeDeploy` share. */
  codeDeploy(): CodeDeployApplication {
    return (this.#codeDeploy ??= new CodeDeployApplication(
      `${this.#name}-code-deploy`,
      { scope: this.scope },
      { parent: this },
    ));
  }
}

/** Checks what no part of it checks itself. */
function checkArgs(name: string, { sleep }: PlatformArgs): void {
  const problems = sleep === undefined ? [] : sleepProblems(sleep);
  if (problems.length > 0) {
    throw new ArgumentError(problems.map(p => `Platform "${name}": ${p}`).join("\n"));
  }
}

/** A cluster with a name of its own has log groups of that name, which the key must know. */
function clusterLogGroups({ cluster }: PlatformArgs): string[] {
  return cluster?.name === undefined ? [] : [`/ecs/${cluster.name}*`];
}
