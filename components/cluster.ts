import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { EncryptionKey } from "./encryption-key";
import { ArgumentError } from "./errors";
import { Network } from "./network/network";
import { exactName } from "./plan/names";
import { Scope } from "./plan/scope";

/** Arguments of {@link Cluster}. */
export interface ClusterArgs {
  /** The system and environment that the cluster is for. */
  scope: Scope;
  /** The VPC in which services find each other by name. */
  network: Network;
  /** Encrypts logs and ECS Exec sessions. */
  key: EncryptionKey;

  /**
   * Name of the cluster where documents give one, 1 to 255 letters, digits, hyphens and underscores.
   * Changing it replaces the cluster and with it every service.
   *
   * @default - `<app>-<environment>`
   */
  name?: string;

  /**
   * Where tasks log: all in `/ecs/<cluster>`, told apart by their stream prefix, or each in
   * `/ecs/<cluster>/<task>`. Changing it deletes the groups of the other
   * kind with the logs in them.
   *
   * @default "shared"
   */
  logGroups?: "shared" | "perService";

  /**
   * Days that the services' and the exec audit logs are kept, one of the numbers that CloudWatch Logs
   * takes (1, 3, 5, 7, 14, 30, 60, 90, …). Changes in place.
   *
   * @default 30
   */
  logRetentionDays?: number;
}

/**
 * An ECS cluster on Fargate and Fargate Spot with Container Insights, a log group that its services
 * share (a stream prefix each) or the settings of one for each, a private DNS namespace and an audit
 * log of ECS Exec sessions.
 */
export class Cluster extends pulumi.ComponentResource {
  static readonly __pulumiType = "infra:cluster:Cluster";

  /** Name of the cluster, known at preview. */
  readonly clusterName: string;
  /** ARN of the cluster. */
  readonly arn: pulumi.Output<string>;
  /** Log group of the services, `/ecs/<cluster>`; with a group for each, the path above them. */
  readonly logGroupName: string;
  /** Whether tasks share the log group. */
  readonly sharesLogGroup: boolean;
  /** How long logs are kept and what encrypts them. */
  readonly logSettings: { retentionInDays: number; kmsKeyId: pulumi.Output<string> };
  /** Log group of what is typed in ECS Exec sessions. */
  readonly execLogGroupName: string;
  /** The private DNS namespace, e.g. `order-management-prod.internal`. */
  readonly namespaceName: string;
  /** Id of the private DNS namespace. */
  readonly namespaceId: pulumi.Output<string>;
  /** What must exist before a service starts. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: ClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super(Cluster.__pulumiType, name, args, opts);
    const { scope, network, key, logGroups = "shared", logRetentionDays = 30 } = args;
    const child = { parent: this };

    this.clusterName = clusterName(name, args);
    this.logGroupName = `/ecs/${this.clusterName}`;
    this.sharesLogGroup = logGroups === "shared";
    this.execLogGroupName = `${this.logGroupName}/exec`;
    this.namespaceName = `${scope.name()}.internal`;

    this.logSettings = { retentionInDays: logRetentionDays, kmsKeyId: key.arn };
    const logs = this.sharesLogGroup
      ? [new aws.cloudwatch.LogGroup(name, { name: this.logGroupName, ...this.logSettings }, child)]
      : [];
    const execLogs = new aws.cloudwatch.LogGroup(
      `${name}-exec`,
      { name: this.execLogGroupName, ...this.logSettings },
      child,
    );
    const cluster = new aws.ecs.Cluster(
      name,
      {
        name: this.clusterName,
        settings: [{ name: "containerInsights", value: "enabled" }],
        configuration: {
          executeCommandConfiguration: {
            kmsKeyId: key.arn,
            logging: "OVERRIDE",
            logConfiguration: {
              cloudWatchEncryptionEnabled: true,
              cloudWatchLogGroupName: execLogs.name,
            },
          },
        },
      },
      child,
    );
    const capacity = new aws.ecs.ClusterCapacityProviders(
      name,
      {
        clusterName: cluster.name,
        capacityProviders: ["FARGATE", "FARGATE_SPOT"],
        defaultCapacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
      },
      child,
    );
    const namespace = new aws.servicediscovery.PrivateDnsNamespace(
      name,
      {
        name: this.namespaceName,
        description: `Services of ${scope.name()}`,
        vpc: network.vpcId,
      },
      child,
    );

    this.arn = cluster.arn;
    this.namespaceId = namespace.id;
    this.ready = [capacity, ...logs];
    this.registerOutputs({ arn: this.arn, namespaceId: this.namespaceId });
  }
}

function clusterName(subject: string, { scope, name = scope.name() }: ClusterArgs): string {
  if (!/^[a-zA-Z0-9_-]+$/.test(name)) {
    throw new ArgumentError(
      `Cluster "${subject}": name is "${name}"; use letters, digits, hyphens and underscores`,
    );
  }
  return exactName("ECS cluster", name);
}
