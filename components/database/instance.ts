import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import { EncryptionKey } from "../encryption-key";
import { Network } from "../network/network";
import { exactName } from "../plan/names";
import { Scope } from "../plan/scope";
import { createMonitoringRole } from "./monitoring";

/** The port that PostgreSQL listens on. */
export const PORT = 5432;

/** What {@link createInstance} makes the instance from, nothing left out. */
export interface InstanceArgs {
  scope: Scope;
  network: Network;
  key: EncryptionKey;
  databaseName: string;
  version: string;
  instanceClass: string;
  storageGiB: number;
  multiAz: boolean;
  backupDays: number;
  logRetentionDays: number;
  group: aws.ec2.SecurityGroup;
  password: random.RandomPassword;
}

/** The instance with its subnet group, parameters, log groups and monitoring. */
export function createInstance(
  name: string,
  args: InstanceArgs,
  opts: pulumi.CustomResourceOptions,
): aws.rds.Instance {
  const { scope, key } = args;
  const identifier = exactName("DB instance", scope.name());
  const subnets = new aws.rds.SubnetGroup(
    name,
    { name: identifier, subnetIds: args.network.isolatedSubnetIds },
    opts,
  );
  const parameters = new aws.rds.ParameterGroup(
    name,
    {
      family: `postgres${args.version}`,
      description: `PostgreSQL ${args.version} of ${identifier}`,
      parameters: [
        { name: "rds.force_ssl", value: "1" },
        { name: "log_statement", value: "ddl" },
        { name: "log_min_duration_statement", value: "1000" },
      ],
    },
    opts,
  );
  // RDS would create these groups itself, without key and retention.
  const logs = (["postgresql", "upgrade"] as const).map(
    log =>
      new aws.cloudwatch.LogGroup(
        `${name}-${log}`,
        {
          name: `/aws/rds/instance/${identifier}/${log}`,
          retentionInDays: args.logRetentionDays,
          kmsKeyId: key.arn,
        },
        opts,
      ),
  );
  return new aws.rds.Instance(
    name,
    {
      identifier,
      engine: "postgres",
      engineVersion: args.version,
      instanceClass: args.instanceClass,
      allocatedStorage: args.storageGiB,
      maxAllocatedStorage: args.storageGiB * 5,
      storageType: "gp3",
      storageEncrypted: true,
      kmsKeyId: key.arn,
      dbName: args.databaseName,
      username: args.databaseName,
      password: args.password.result,
      port: PORT,
      dbSubnetGroupName: subnets.name,
      vpcSecurityGroupIds: [args.group.id],
      publiclyAccessible: false,
      parameterGroupName: parameters.name,
      caCertIdentifier: "rds-ca-rsa2048-g1",
      multiAz: args.multiAz,
      backupRetentionPeriod: args.backupDays,
      copyTagsToSnapshot: true,
      deleteAutomatedBackups: !scope.isProd,
      deletionProtection: scope.isProd,
      skipFinalSnapshot: !scope.isProd,
      finalSnapshotIdentifier: scope.isProd ? `${identifier}-final` : undefined,
      autoMinorVersionUpgrade: true,
      applyImmediately: !scope.isProd,
      enabledCloudwatchLogsExports: ["postgresql", "upgrade"],
      performanceInsightsEnabled: scope.isProd,
      performanceInsightsKmsKeyId: scope.isProd ? key.arn : undefined,
      ...(scope.isProd && {
        monitoringInterval: 60,
        monitoringRoleArn: createMonitoringRole(name, scope, opts).arn,
      }),
    },
    // Outside prod whoever makes the component decides.
    { ...opts, dependsOn: logs, protect: scope.isProd || undefined },
  );
}
