import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { EncryptionKey } from "./encryption-key";
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
   * Days that the services' and the exec audit logs are kept, one of the numbers that CloudWatch Logs
   * takes (1, 3, 5, 7, 14, 30, 60, 90, …). Changes in place.
   *
   * @default 30
   */
  logRetentionDays?: number;
}

/**
 * An ECS cluster on Fargate and Fargate Spot with Container Insights, a log group that its services
 * share (a stream prefix each), a private DNS namespace and an audit log of ECS Exec sessions.
 */
export class Cluster extends pulumi.ComponentResource {
  static readonly __pulumiType = "infra:cluster:Cluster";

  /** Name of the cluster, known at preview. */
  readonly clusterName: string;
  /** ARN of the cluster. */
  readonly arn: pulumi.Output<string>;
  /** Log group of the services, `/ecs/<cluster>`. */
  readonly logGroupName: string;
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
    const { scope, network, key, logRetentionDays = 30 } = args;
    const child = { parent: this };

    this.clusterName = exactName("ECS cluster", scope.name());
    this.logGroupName = `/ecs/${scope.name()}`;
    this.execLogGroupName = `/ecs/${scope.name()}/exec`;
    this.namespaceName = `${scope.name()}.internal`;

    const retention = { retentionInDays: logRetentionDays, kmsKeyId: key.arn };
    const logs = new aws.cloudwatch.LogGroup(
      name,
      { name: this.logGroupName, ...retention },
      child,
    );
    const execLogs = new aws.cloudwatch.LogGroup(
      `${name}-exec`,
      { name: this.execLogGroupName, ...retention },
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
    this.ready = [capacity, logs];
    this.registerOutputs({ arn: this.arn, namespaceId: this.namespaceId });
  }
}
