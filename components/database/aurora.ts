import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { exactName } from "../plan/names";
import { DatabaseArgs } from "./args";
import { createMonitoringRole } from "./monitoring";
import {
  createLogGroups,
  createSubnetGroup,
  masterSecretArn,
  parameterList,
  PORT,
  Server,
  ServerArgs,
} from "./server";

const ENGINE = "aurora-postgresql";
const LOGS = ["postgresql"] as const;

/** What {@link createAurora} makes the cluster from. */
export interface AuroraArgs extends ServerArgs {
  aurora: NonNullable<DatabaseArgs["aurora"]>;
}

/** An Aurora cluster with its instances, subnet group, parameters, log group and monitoring. */
export function createAurora(
  name: string,
  args: AuroraArgs,
  opts: pulumi.CustomResourceOptions,
): Server {
  const { scope, identifier } = args;
  const logs = createLogGroups(name, { folder: `cluster/${identifier}`, logs: LOGS, args }, opts);
  const cluster = new aws.rds.Cluster(name, clusterInputs(name, args, opts), {
    ...opts,
    dependsOn: logs,
    // Outside prod whoever makes the component decides.
    protect: scope.isProd || undefined,
  });
  const instances = createInstances(name, args, cluster, opts);
  return {
    host: cluster.endpoint,
    arn: cluster.arn,
    username: cluster.masterUsername,
    masterSecretArn: masterSecretArn(args, cluster.masterUserSecrets),
    replicaHost: args.replicas > 0 ? cluster.readerEndpoint : undefined,
    target: { dbClusterIdentifier: cluster.clusterIdentifier },
    ready: instances,
  };
}

function clusterInputs(
  name: string,
  args: AuroraArgs,
  opts: pulumi.CustomResourceOptions,
): aws.rds.ClusterArgs {
  const { scope, key, identifier, aurora } = args;
  const parameters = new aws.rds.ClusterParameterGroup(
    name,
    {
      family: `${ENGINE}${args.version}`,
      description: `Aurora PostgreSQL ${args.version} of ${identifier}`,
      parameters: parameterList(args.parameters),
    },
    opts,
  );
  return {
    clusterIdentifier: identifier,
    engine: ENGINE,
    engineMode: "provisioned",
    engineVersion: args.version,
    ...("capacity" in aurora && {
      serverlessv2ScalingConfiguration: {
        minCapacity: aurora.capacity.min,
        maxCapacity: aurora.capacity.max,
      },
    }),
    storageEncrypted: true,
    kmsKeyId: key.arn,
    databaseName: args.databaseName,
    masterUsername: args.databaseName,
    ...(args.masterPassword === "managed"
      ? { manageMasterUserPassword: true, masterUserSecretKmsKeyId: key.arn }
      : { masterPassword: args.password }),
    port: PORT,
    dbSubnetGroupName: createSubnetGroup(name, args, opts).name,
    vpcSecurityGroupIds: [args.groupId],
    dbClusterParameterGroupName: parameters.name,
    backupRetentionPeriod: args.backupDays,
    copyTagsToSnapshot: true,
    deleteAutomatedBackups: !scope.isProd,
    deletionProtection: scope.isProd,
    skipFinalSnapshot: !scope.isProd,
    finalSnapshotIdentifier: scope.isProd ? `${identifier}-final` : undefined,
    applyImmediately: !scope.isProd,
    enabledCloudwatchLogsExports: [...LOGS],
  };
}

/**
 * The first instance writes and the others read, until a failover changes that: so they are told apart
 * by a number, from 1, and fewer replicas take the last away.
 */
function createInstances(
  name: string,
  args: AuroraArgs,
  cluster: aws.rds.Cluster,
  opts: pulumi.CustomResourceOptions,
): aws.rds.ClusterInstance[] {
  const { scope, key, identifier, aurora, replicas } = args;
  const monitoring = scope.isProd
    ? createMonitoringRole(name, { scope, instances: `${identifier}-*` }, opts)
    : undefined;
  return Array.from({ length: 1 + replicas }, (_, index) => {
    return new aws.rds.ClusterInstance(
      `${name}-${index + 1}`,
      {
        identifier: exactName("DB instance", `${identifier}-${index + 1}`),
        clusterIdentifier: cluster.clusterIdentifier,
        engine: ENGINE,
        instanceClass: "capacity" in aurora ? "db.serverless" : aurora.instanceClass,
        // Of tier 1, a serverless replica is always large enough to take over.
        promotionTier: index === 0 ? 0 : 1,
        publiclyAccessible: false,
        caCertIdentifier: "rds-ca-rsa2048-g1",
        copyTagsToSnapshot: true,
        autoMinorVersionUpgrade: true,
        applyImmediately: !scope.isProd,
        performanceInsightsEnabled: scope.isProd,
        performanceInsightsKmsKeyId: scope.isProd ? key.arn : undefined,
        ...(monitoring && { monitoringInterval: 60, monitoringRoleArn: monitoring.arn }),
      },
      opts,
    );
  });
}
