import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import { EncryptionKey } from "../encryption-key";
import { SecretRef } from "../link";
import { Scope } from "../plan/scope";
import { createSecret, createSecretParameter } from "../secret-store";

/** Where the broker's token is kept, and who may read it there. */
export interface StoredToken {
  /** The token alone, for the broker. */
  token: SecretRef;
  /** The token in a URL, for those that connect. */
  url: SecretRef;
  urlParameterName: string;
  /** What must exist before the broker starts. */
  ready: readonly pulumi.Resource[];
  /** What must exist before one that connects starts. */
  urlReady: readonly pulumi.Resource[];
}

/**
 * Generates the token and keeps it twice: alone in Secrets Manager, which is what the broker takes,
 * and as a URL in a SecureString parameter, which is what its clients take.
 */
export function storeToken(
  name: string,
  { scope, key, address }: { scope: Scope; key: EncryptionKey; address: string },
  opts: pulumi.CustomResourceOptions,
): StoredToken {
  const password = new random.RandomPassword(name, { length: 40, special: false }, opts);
  // NATS reads a value that begins with a digit as a number.
  const token = pulumi.secret(pulumi.interpolate`t${password.result}`);

  const { secret, ref } = createSecret(
    `${name}-token`,
    {
      scope,
      key,
      path: scope.path("nats", "token"),
      description: `Token of the broker of ${scope.name()}`,
    },
    opts,
  );
  const version = new aws.secretsmanager.SecretVersion(
    `${name}-token`,
    { secretId: secret.id, secretString: token },
    opts,
  );
  const url = createSecretParameter(
    `${name}-url`,
    {
      scope,
      key,
      path: scope.path("nats", "url"),
      description: `Connection URL of the broker of ${scope.name()}`,
      value: pulumi.interpolate`nats://:${token}@${address}`,
    },
    opts,
  );
  return {
    token: ref,
    url: url.ref,
    urlParameterName: url.name,
    ready: [version],
    urlReady: [url.parameter],
  };
}
