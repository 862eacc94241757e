import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { allowConnection } from "../firewall";
import {
  decryptWith,
  policyDocument,
  readSecrets,
  secretArn,
  trustPolicy,
} from "../plan/iam-statements";
import { fitName } from "../plan/names";
import { PORT, Server, ServerArgs } from "./server";

/** What {@link createProxy} leads to. */
export interface ProxyTarget {
  server: Server;
  /** The server's credentials, which the proxy logs in with and asks of its clients. */
  secret: aws.secretsmanager.Secret;
  /** Path of that secret. */
  secretName: string;
  /** What puts them there. */
  secretVersion: aws.secretsmanager.SecretVersion;
}

/** An RDS Proxy of the server, reached over TLS with the server's own credentials. */
export function createProxy(
  name: string,
  args: ServerArgs,
  { server, secret, secretName, secretVersion }: ProxyTarget,
  opts: pulumi.CustomResourceOptions,
) {
  const { scope, network, identifier } = args;
  const group = new aws.ec2.SecurityGroup(
    `${name}-proxy`,
    {
      vpcId: network.vpcId,
      description: `Proxy before PostgreSQL of ${scope.name()}`,
      tags: { Name: scope.name("database-proxy") },
    },
    opts,
  );
  const peer = { name: "database", port: PORT, securityGroupId: args.groupId };
  allowConnection(`${name}-proxy`, group.id, peer, opts);
  const role = createRole(`${name}-proxy`, args, secretName, opts);
  // RDS would create it itself, without key and retention.
  const logs = new aws.cloudwatch.LogGroup(
    `${name}-proxy`,
    {
      name: `/aws/rds/proxy/${identifier}`,
      retentionInDays: args.logRetentionDays,
      kmsKeyId: args.key.arn,
    },
    opts,
  );
  const proxy = new aws.rds.Proxy(
    name,
    {
      name: identifier,
      engineFamily: "POSTGRESQL",
      requireTls: true,
      roleArn: role.role.arn,
      vpcSubnetIds: network.isolatedSubnetIds,
      vpcSecurityGroupIds: [group.id],
      auths: [
        {
          authScheme: "SECRETS",
          iamAuth: "DISABLED",
          clientPasswordAuthType: "POSTGRES_SCRAM_SHA_256",
          secretArn: secret.arn,
        },
      ],
    },
    { ...opts, dependsOn: [logs, role.policy, secretVersion] },
  );
  const pool = new aws.rds.ProxyDefaultTargetGroup(
    name,
    // What is left is for operators and migrations beside the proxy.
    { dbProxyName: proxy.name, connectionPoolConfig: { maxConnectionsPercent: 90 } },
    opts,
  );
  const target = new aws.rds.ProxyTarget(
    name,
    { dbProxyName: proxy.name, targetGroupName: pool.name, ...server.target },
    { ...opts, dependsOn: [...server.ready] },
  );
  return { host: proxy.endpoint, groupId: group.id, ready: [target] };
}

/** Reads the one secret, and decrypts it through Secrets Manager alone. */
function createRole(
  name: string,
  { scope, key }: ServerArgs,
  secretName: string,
  opts: pulumi.CustomResourceOptions,
) {
  const role = new aws.iam.Role(
    name,
    {
      name: fitName("IAM role", scope.name("database-proxy")),
      description: `Reads the database credentials of ${scope.name()} for its proxy`,
      assumeRolePolicy: trustPolicy(scope, "rds.amazonaws.com"),
    },
    opts,
  );
  const policy = new aws.iam.RolePolicy(
    name,
    {
      role: role.name,
      policy: policyDocument([
        readSecrets([secretArn(scope, secretName)]),
        decryptWith(scope, key.alias, ["secretsmanager"]),
      ]),
    },
    opts,
  );
  return { role, policy };
}
