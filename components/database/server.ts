import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { ResolvedArgs } from "./validate";

/** The port that PostgreSQL listens on. */
export const PORT = 5432;

/** What a server is made from, nothing left out. */
export interface ServerArgs extends ResolvedArgs {
  /** The server's name in AWS. */
  identifier: string;
  /** Its own security group. */
  groupId: pulumi.Input<string>;
  /** Of the user that services connect as. */
  password: pulumi.Input<string>;
}

/** An RDS instance or Aurora cluster, as the rest of the database sees it. */
export interface Server {
  /** Host that is read from and written to. */
  host: pulumi.Output<string>;
  arn: pulumi.Output<string>;
  username: pulumi.Output<string>;
  /** ARN of the secret with its user's password, where RDS makes that. */
  masterSecretArn?: pulumi.Output<string>;
  /** Host that is read from alone, where there is one. */
  replicaHost?: pulumi.Output<string>;
  /** What an RDS Proxy leads to. */
  target: Pick<aws.rds.ProxyTargetArgs, "dbInstanceIdentifier" | "dbClusterIdentifier">;
  /** What must be there before a client connects. */
  ready: readonly pulumi.Resource[];
}

/** ARN of the one secret in which RDS keeps a password that it makes. */
export function masterSecretArn(
  { masterPassword }: ServerArgs,
  secrets: pulumi.Output<{ secretArn: string }[]>,
): pulumi.Output<string> | undefined {
  return masterPassword === "managed" ? secrets.apply(([{ secretArn }]) => secretArn) : undefined;
}

/** The isolated subnets, under the server's name. */
export function createSubnetGroup(
  name: string,
  { identifier, network }: ServerArgs,
  opts: pulumi.CustomResourceOptions,
): aws.rds.SubnetGroup {
  return new aws.rds.SubnetGroup(
    name,
    { name: identifier, subnetIds: network.isolatedSubnetIds },
    opts,
  );
}

/** The project's parameters and the program's own, which win. */
export function parameterList(own: Readonly<Record<string, string>>) {
  const standard = [
    { name: "rds.force_ssl", value: "1" },
    { name: "log_statement", value: "ddl" },
    { name: "log_min_duration_statement", value: "1000" },
  ];
  return [
    ...standard.filter(({ name }) => !(name in own)),
    // RDS takes this for every parameter; `immediate` it refuses for those that need a restart.
    ...Object.entries(own).map(([name, value]) => ({
      name,
      value,
      applyMethod: "pending-reboot",
    })),
  ];
}

/** RDS would create these groups itself, without key and retention. */
export function createLogGroups(
  name: string,
  { folder, logs, args }: { folder: string; logs: readonly string[]; args: ServerArgs },
  opts: pulumi.CustomResourceOptions,
): aws.cloudwatch.LogGroup[] {
  return logs.map(
    log =>
      new aws.cloudwatch.LogGroup(
        `${name}-${log}`,
        {
          name: `/aws/rds/${folder}/${log}`,
          retentionInDays: args.logRetentionDays,
          kmsKeyId: args.key.arn,
        },
        opts,
      ),
  );
}
