import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { EncryptionKey } from "../encryption-key";
import { SecretRef } from "../link";
import { Scope } from "../plan/scope";

/** Credentials of a database, and where they are of use. */
export interface Credentials {
  scope: Scope;
  key: EncryptionKey;
  host: pulumi.Input<string>;
  port: number;
  username: pulumi.Input<string>;
  password: pulumi.Input<string>;
  databaseName: string;
}

/** Keeps a database's credentials as JSON in Secrets Manager, with the keys that RDS itself uses. */
export function storeCredentials(
  name: string,
  { scope, key, host, port, username, password, databaseName }: Credentials,
  opts: pulumi.CustomResourceOptions,
) {
  const secretName = scope.path("database", "credentials");
  const secret = new aws.secretsmanager.Secret(
    `${name}-credentials`,
    {
      name: secretName,
      description: `Credentials of the database of ${scope.name()}`,
      kmsKeyId: key.arn,
      // Zero days lets a development stack be made again under the same name at once.
      recoveryWindowInDays: scope.isProd ? 30 : 0,
    },
    opts,
  );
  const secretVersion = new aws.secretsmanager.SecretVersion(
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
  return { secret, secretName, secretVersion };
}

/** A URL that {@link storeUrl} keeps. */
export interface StoredUrl {
  parameter: aws.ssm.Parameter;
  /** Name of the parameter. */
  name: string;
  /** How a container gets it. */
  ref: SecretRef;
}

/**
 * Keeps a connection URL in a SecureString parameter, which is what containers take. It asks for TLS,
 * which RDS for PostgreSQL demands. `part` is the last of the parameter's path.
 */
export function storeUrl(
  name: string,
  part: "url" | "replica-url",
  { scope, key, host, port, username, password, databaseName }: Credentials,
  opts: pulumi.CustomResourceOptions,
): StoredUrl {
  const path = scope.path("database", part);
  const parameter = new aws.ssm.Parameter(
    `${name}-${part}`,
    {
      name: path,
      description:
        part === "url"
          ? `Connection URL of the database of ${scope.name()}`
          : `Connection URL of the replicas of the database of ${scope.name()}`,
      type: "SecureString",
      keyId: key.arn,
      value: pulumi.secret(
        pulumi.interpolate`postgresql://${escaped(username)}:${escaped(password)}@${host}:${port}/${databaseName}?sslmode=require`,
      ),
    },
    opts,
  );
  return { parameter, name: path, ref: { kind: "parameter", name: path, keyAlias: key.alias } };
}

/** A user name or password as a URL writes it. */
function escaped(text: pulumi.Input<string>): pulumi.Output<string> {
  return pulumi.output(text).apply(encodeURIComponent);
}
