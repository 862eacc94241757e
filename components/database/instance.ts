import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { exactName } from "../plan/names";
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

const LOGS = ["postgresql", "upgrade"] as const;

/** What an instance and its replica have in common. */
type Shared = ReturnType<typeof sharedInputs>;

/** An RDS instance with its subnet group, parameters, log groups, monitoring and replica. */
export function createInstance(
  name: string,
  args: ServerArgs,
  opts: pulumi.CustomResourceOptions,
): Server {
  const { scope, key, identifier } = args;
  const subnets = createSubnetGroup(name, args, opts);
  const parameters = new aws.rds.ParameterGroup(
    name,
    {
      family: `postgres${args.version}`,
      description: `PostgreSQL ${args.version} of ${identifier}`,
      parameters: parameterList(args.parameters),
    },
    opts,
  );
  const logs = createLogGroups(name, { folder: `instance/${identifier}`, logs: LOGS, args }, opts);
  const shared = sharedInputs(args, parameters, monitoringRole(name, args, opts));
  const instance = new aws.rds.Instance(
    name,
    {
      ...shared,
      identifier,
      engine: "postgres",
      engineVersion: args.version,
      allocatedStorage: args.storageGiB,
      storageEncrypted: true,
      kmsKeyId: key.arn,
      dbName: args.databaseName,
      username: args.databaseName,
      ...(args.masterPassword === "managed"
        ? { manageMasterUserPassword: true, masterUserSecretKmsKeyId: key.arn }
        : { password: args.password }),
      port: PORT,
      dbSubnetGroupName: subnets.name,
      multiAz: args.multiAz,
      backupRetentionPeriod: args.backupDays,
      deleteAutomatedBackups: !scope.isProd,
      skipFinalSnapshot: !scope.isProd,
      finalSnapshotIdentifier: scope.isProd ? `${identifier}-final` : undefined,
    },
    // Outside prod whoever makes the component decides.
    { ...opts, dependsOn: logs, protect: scope.isProd || undefined },
  );
  copyBackups(name, args, instance, opts);
  const replica =
    args.replicas > 0 ? createReplica(`${name}-replica`, args, instance, shared, opts) : undefined;
  return {
    host: instance.address,
    arn: instance.arn,
    username: instance.username,
    masterSecretArn: masterSecretArn(args, instance.masterUserSecrets),
    replicaHost: replica?.address,
    target: { dbInstanceIdentifier: instance.identifier },
    ready: replica ? [instance, replica] : [instance],
  };
}

function sharedInputs(
  args: ServerArgs,
  parameters: aws.rds.ParameterGroup,
  monitoring: aws.iam.Role | undefined,
) {
  const { scope, key } = args;
  return {
    instanceClass: args.instanceClass,
    maxAllocatedStorage: args.storageGiB * 5,
    storageType: "gp3",
    vpcSecurityGroupIds: [args.groupId],
    publiclyAccessible: false,
    parameterGroupName: parameters.name,
    caCertIdentifier: "rds-ca-rsa2048-g1",
    copyTagsToSnapshot: true,
    deletionProtection: scope.isProd,
    autoMinorVersionUpgrade: true,
    applyImmediately: !scope.isProd,
    enabledCloudwatchLogsExports: [...LOGS],
    performanceInsightsEnabled: scope.isProd,
    performanceInsightsKmsKeyId: scope.isProd ? key.arn : undefined,
    ...(monitoring && { monitoringInterval: 60, monitoringRoleArn: monitoring.arn }),
  };
}

/** In prod; with a replica the role serves both, whose names begin alike. */
function monitoringRole(
  name: string,
  { scope, identifier, replicas }: ServerArgs,
  opts: pulumi.CustomResourceOptions,
): aws.iam.Role | undefined {
  const instances = replicas > 0 ? `${identifier}*` : identifier;
  return scope.isProd ? createMonitoringRole(name, { scope, instances }, opts) : undefined;
}

/** A second instance that follows the first; engine, key and credentials come from there. */
function createReplica(
  name: string,
  args: ServerArgs,
  source: aws.rds.Instance,
  shared: Shared,
  opts: pulumi.CustomResourceOptions,
): aws.rds.Instance {
  const identifier = exactName("DB instance", `${args.identifier}-replica`);
  const logs = createLogGroups(name, { folder: `instance/${identifier}`, logs: LOGS, args }, opts);
  return new aws.rds.Instance(
    name,
    {
      ...shared,
      identifier,
      replicateSourceDb: source.identifier,
      storageEncrypted: true,
      port: PORT,
      skipFinalSnapshot: true,
    },
    { ...opts, dependsOn: logs, protect: args.scope.isProd || undefined },
  );
}

/** Where asked, the automatic backups in a second region. */
function copyBackups(
  name: string,
  { copyBackupsTo: key, backupDays }: ServerArgs,
  instance: aws.rds.Instance,
  opts: pulumi.CustomResourceOptions,
): void {
  if (key === undefined) {
    return;
  }
  new aws.rds.InstanceAutomatedBackupsReplication(
    name,
    {
      region: key.region,
      sourceDbInstanceArn: instance.arn,
      kmsKeyId: key.arn,
      retentionPeriod: backupDays,
    },
    opts,
  );
}
