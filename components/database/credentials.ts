import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { EncryptionKey } from "../encryption-key";
import { Scope } from "../plan/scope";

/** What {@link storeCredentials} keeps. */
export interface Credentials {
  scope: Scope;
  key: EncryptionKey;
  host: pulumi.Input<string>;
  port: number;
  username: pulumi.Input<string>;
  password: pulumi.Input<string>;
  databaseName: string;
}

/**
 * Keeps a database's credentials twice: as JSON in Secrets Manager, with the keys that RDS itself
 * uses, and as a connection URL in a SecureString parameter, which is what containers take. The URL
 * asks for TLS, which RDS for PostgreSQL demands.
 */
export function storeCredentials(
  name: string,
  { scope, key, host, port, username, password, databaseName }: Credentials,
  opts: pulumi.CustomResourceOptions,
) {
  const secret = new aws.secretsmanager.Secret(
    `${name}-credentials`,
    {
      name: scope.path("database", "credentials"),
      description: `Credentials of the database of ${scope.name()}`,
      kmsKeyId: key.arn,
      // Zero days lets a development stack be made again under the same name at once.
      recoveryWindowInDays: scope.isProd ? 30 : 0,
    },
    opts,
  );
  new aws.secretsmanager.SecretVersion(
    `${name}-credentials`,
    {
      secretId: secret.id,
      secretString: pulumi.secret(
        pulumi.jsonStringify({
          engine: "postgres",
          username,
          password,
          host,
          port,
          dbname: databaseName,
        }),
      ),
    },
    opts,
  );
  const urlName = scope.path("database", "url");
  const url = new aws.ssm.Parameter(
    `${name}-url`,
    {
      name: urlName,
      description: `Connection URL of the database of ${scope.name()}`,
      type: "SecureString",
      keyId: key.arn,
      value: pulumi.secret(
        pulumi.interpolate`postgresql://${username}:${password}@${host}:${port}/${databaseName}?sslmode=require`,
      ),
    },
    opts,
  );
  return { secret, url, urlName };
}
