import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { fitName } from "../plan/names";
import { Scope } from "../plan/scope";
import type { resolveArgs } from "./validate";

/** The port that Redis and Valkey listen on. */
export const PORT = 6379;

/** What {@link createReplicationGroup} makes the nodes from, nothing left out. */
export interface ReplicationGroupArgs extends ReturnType<typeof resolveArgs> {
  /** Id of the cache's own security group. */
  firewallId: pulumi.Input<string>;
  /** What clients must show. */
  token: pulumi.Input<string>;
}

/** The nodes with their subnet group, parameters and log groups. */
export function createReplicationGroup(
  name: string,
  args: ReplicationGroupArgs,
  opts: pulumi.CustomResourceOptions,
) {
  const { scope, key, shape, snapshotDays } = args;
  const id = fitName("replication group", scope.name());
  const subnets = new aws.elasticache.SubnetGroup(
    name,
    { name: id, description: `Cache of ${id}`, subnetIds: args.network.isolatedSubnetIds },
    opts,
  );
  const parameters = createParameters(name, args, opts);
  const logs = createLogs(name, args, opts);
  const group = new aws.elasticache.ReplicationGroup(
    name,
    {
      replicationGroupId: id,
      description: `Cache of ${scope.name()}`,
      engine: args.engine,
      engineVersion: args.version,
      nodeType: args.nodeType,
      ...nodeInputs(shape),
      port: PORT,
      subnetGroupName: subnets.name,
      securityGroupIds: [args.firewallId],
      parameterGroupName: parameters.name,
      atRestEncryptionEnabled: true,
      kmsKeyId: key.arn,
      transitEncryptionEnabled: true,
      transitEncryptionMode: "required",
      authToken: args.token,
      // A new token works beside the old one until every service has the new.
      authTokenUpdateStrategy: "ROTATE",
      snapshotRetentionLimit: snapshotDays,
      finalSnapshotIdentifier: scope.isProd ? `${id}-final` : undefined,
      autoMinorVersionUpgrade: true,
      // ElastiCache changes tokens and logs at once or not at all.
      applyImmediately: true,
      logDeliveryConfigurations: logs.map(({ logType, group: { name: destination } }) => ({
        logType,
        logFormat: "json",
        destinationType: "cloudwatch-logs",
        destination,
      })),
    },
    {
      ...opts,
      // ElastiCache cannot do it in place, and the name is taken while the old one is there.
      replaceOnChanges: ["clusterMode"],
      deleteBeforeReplace: true,
      // Outside prod whoever makes the component decides.
      protect: scope.isProd || undefined,
    },
  );
  const host =
    "shards" in shape ? group.configurationEndpointAddress : group.primaryEndpointAddress;
  return { id, host, nodeIds: nodeIds(id, shape) };
}

type Shape = ReplicationGroupArgs["shape"];

/** A replica needs someone to fail over to; cluster mode always fails over, with a replica in a second zone. */
function nodeInputs(shape: Shape) {
  return "shards" in shape
    ? {
        clusterMode: "enabled",
        numNodeGroups: shape.shards,
        replicasPerNodeGroup: shape.replicas,
        automaticFailoverEnabled: true,
        multiAzEnabled: shape.replicas > 0,
      }
    : {
        clusterMode: "disabled",
        numCacheClusters: shape.nodes,
        automaticFailoverEnabled: shape.nodes > 1,
        multiAzEnabled: shape.nodes > 1,
      };
}

/** ElastiCache numbers the nodes so, from 1, within each shard where there are shards. */
function nodeIds(id: string, shape: Shape): string[] {
  const numbered = (prefix: string, count: number, digits: number) =>
    Array.from({ length: count }, (_, i) => `${prefix}-${String(i + 1).padStart(digits, "0")}`);
  return "shards" in shape
    ? numbered(id, shape.shards, 4).flatMap(shard => numbered(shard, 1 + shape.replicas, 3))
    : numbered(id, shape.nodes, 3);
}

function createParameters(
  name: string,
  { engine, version, shape, evictionPolicy, reservedMemoryPercent, scope }: ReplicationGroupArgs,
  opts: pulumi.CustomResourceOptions,
): aws.elasticache.ParameterGroup {
  const [major] = version.split(".");
  return new aws.elasticache.ParameterGroup(
    name,
    {
      family: `${engine}${major}`,
      description: `${engine} ${major} of ${scope.name()}`,
      parameters: [
        { name: "maxmemory-policy", value: evictionPolicy },
        { name: "reserved-memory-percent", value: String(reservedMemoryPercent) },
        ...("shards" in shape ? [{ name: "cluster-enabled", value: "yes" }] : []),
      ],
    },
    opts,
  );
}

/** Under `/aws/vendedlogs`, one resource policy of CloudWatch Logs serves every group that AWS writes to. */
function createLogs(
  name: string,
  { scope, key, logRetentionDays }: ReplicationGroupArgs,
  opts: pulumi.CustomResourceOptions,
) {
  return (["slow-log", "engine-log"] as const).map(logType => ({
    logType,
    group: new aws.cloudwatch.LogGroup(
      `${name}-${logType}`,
      {
        name: logGroupName(scope, logType),
        retentionInDays: logRetentionDays,
        kmsKeyId: key.arn,
      },
      opts,
    ),
  }));
}

function logGroupName(scope: Scope, logType: string): string {
  return `/aws/vendedlogs/elasticache/${scope.name()}/${logType}`;
}
