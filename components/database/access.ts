import * as pulumi from "@pulumi/pulumi";

import { Connection, Link, SecretRef } from "../link";
import { storeCredentials, storeUrl } from "./credentials";
import { createProxy } from "./proxy";
import { PORT, Server, ServerArgs } from "./server";

/** Keeps the credentials, puts the proxy in between where asked, and says how clients connect. */
export function createAccess(
  name: string,
  args: ServerArgs,
  server: Server,
  opts: pulumi.CustomResourceOptions,
) {
  const { scope, key, databaseName, password } = args;
  const { host, replicaHost } = server;
  const username = args.masterPassword === "managed" ? `${databaseName}_app` : server.username;
  const credentials = { scope, key, host, port: PORT, username, password, databaseName };
  const stored = storeCredentials(name, credentials, opts);
  const proxy = args.proxy ? createProxy(name, args, { server, ...stored }, opts) : undefined;
  const url = storeUrl(name, "url", { ...credentials, host: proxy?.host ?? host }, opts);
  const replicaUrl =
    replicaHost && storeUrl(name, "replica-url", { ...credentials, host: replicaHost }, opts);

  const direct = (peer: string): Connection => ({
    name: peer,
    port: PORT,
    securityGroupId: args.groupId,
  });
  const link: Link = {
    connections: proxy
      ? [
          { name: "database", port: PORT, securityGroupId: proxy.groupId },
          // The proxy leads to the writer alone.
          ...(replicaUrl ? [direct("database-replica")] : []),
        ]
      : [direct("database")],
    secrets: {
      DATABASE_URL: url.ref,
      ...(replicaUrl && { DATABASE_REPLICA_URL: replicaUrl.ref }),
    },
    dependsOn: [
      ...server.ready,
      ...(proxy?.ready ?? []),
      url.parameter,
      ...(replicaUrl ? [replicaUrl.parameter] : []),
    ],
  };
  return {
    host: proxy?.host ?? host,
    credentialsArn: stored.secret.arn,
    urlName: url.name,
    link,
    admin: adminLink(name, args, { server, link, direct: direct("database-admin") }, opts),
  };
}

/** What the owner's link adds to everybody's. */
interface AdminOf {
  server: Server;
  link: Link;
  /** The way to the server itself. */
  direct: Connection;
}

/** Where RDS makes the owner's password: the way to connect as the owner, past the proxy. */
function adminLink(
  name: string,
  args: ServerArgs,
  { server, link, direct }: AdminOf,
  opts: pulumi.CustomResourceOptions,
): Link | undefined {
  const { host, username, masterSecretArn } = server;
  if (masterSecretArn === undefined) {
    return undefined;
  }
  const { scope, key, databaseName, replicas, proxy } = args;
  const url = storeUrl(
    name,
    "admin-url",
    { scope, key, host, port: PORT, username, databaseName },
    opts,
  );
  const connections = link.connections ?? [];
  return {
    // Without a proxy, and with replicas, a client's own connection leads there already.
    connections: proxy && replicas === 0 ? [...connections, direct] : connections,
    secrets: {
      ...link.secrets,
      ADMIN_DATABASE_URL: url.ref,
      ADMIN_PGPASSWORD: masterSecret(args, masterSecretArn),
    },
    dependsOn: [...(link.dependsOn ?? []), url.parameter],
  };
}

/** RDS names the secret itself; its tag tells whose it is. */
function masterSecret(args: ServerArgs, secretArn: pulumi.Output<string>): SecretRef {
  const { scope, key, identifier, aurora } = args;
  const [kind, resource, tag] = aurora
    ? ["cluster", `cluster:${identifier}`, "aws:rds:primaryDBClusterArn"]
    : ["db", `db:${identifier}`, "aws:rds:primaryDBInstanceArn"];
  return {
    kind: "secret",
    valueFrom: pulumi.interpolate`${secretArn}:password::`,
    arn: scope.arn("secretsmanager", `secret:rds!${kind}-*`),
    tags: { [tag]: scope.arn("rds", resource) },
    keyAlias: key.alias,
  };
}
