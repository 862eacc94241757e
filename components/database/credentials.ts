import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { EncryptionKey } from "../encryption-key";
import { Scope } from "../plan/scope";
import { createSecret, createSecretParameter, StoredParameter } from "../secret-store";

/** Where a database is, and for whom. */
export interface Address {
  scope: Scope;
  key: EncryptionKey;
  host: pulumi.Input<string>;
  port: number;
  username: pulumi.Input<string>;
  /** None where it reaches the client another way. */
  password?: pulumi.Input<string>;
  databaseName: string;
}

/** Credentials of a database, and where they are of use. */
export interface Credentials extends Address {
  password: pulumi.Input<string>;
}

/** Keeps a database's credentials as JSON in Secrets Manager, with the keys that RDS itself uses. */
export function storeCredentials(
  name: string,
  { scope, key, host, port, username, password, databaseName }: Credentials,
  opts: pulumi.CustomResourceOptions,
) {
  const secretName = scope.path("database", "credentials");
  const description = `Credentials of the database of ${scope.name()}`;
  const { secret } = createSecret(
    `${name}-credentials`,
    { scope, key, path: secretName, description },
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

/** What {@link storeUrl} keeps a URL of, as the last part of the parameter's path. */
type UrlPart = "url" | "replica-url" | "admin-url";

const WHOSE: Readonly<Record<UrlPart, string>> = {
  url: "the database",
  "replica-url": "the replicas of the database",
  "admin-url": "the owner of the database",
};

/**
 * Keeps a connection URL in a SecureString parameter, which is what containers take. It asks for TLS,
 * which RDS for PostgreSQL demands.
 */
export function storeUrl(
  name: string,
  part: UrlPart,
  { scope, key, host, port, username, password, databaseName }: Address,
  opts: pulumi.CustomResourceOptions,
): StoredParameter {
  const user =
    password === undefined
      ? escaped(username)
      : pulumi.interpolate`${escaped(username)}:${escaped(password)}`;
  return createSecretParameter(
    `${name}-${part}`,
    {
      scope,
      key,
      path: scope.path("database", part),
      description: `Connection URL of ${WHOSE[part]} of ${scope.name()}`,
      value: pulumi.interpolate`postgresql://${user}@${host}:${port}/${databaseName}?sslmode=require`,
    },
    opts,
  );
}

/** A user name or password as a URL writes it. */
function escaped(text: pulumi.Input<string>): pulumi.Output<string> {
  return pulumi.output(text).apply(encodeURIComponent);
}
