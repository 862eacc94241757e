import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import { EncryptionKey } from "../encryption-key";
import { SecretRef } from "../link";
import { secretArn } from "../plan/iam-statements";
import { Scope } from "../plan/scope";

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

  const secretName = scope.path("nats", "token");
  const secret = new aws.secretsmanager.Secret(
    `${name}-token`,
    {
      name: secretName,
      description: `Token of the broker of ${scope.name()}`,
      kmsKeyId: key.arn,
      // Zero days lets a development stack be made again under the same name at once.
      recoveryWindowInDays: scope.isProd ? 30 : 0,
    },
    opts,
  );
  const version = new aws.secretsmanager.SecretVersion(
    `${name}-token`,
    { secretId: secret.id, secretString: token },
    opts,
  );
  const urlParameterName = scope.path("nats", "url");
  const url = new aws.ssm.Parameter(
    `${name}-url`,
    {
      name: urlParameterName,
      description: `Connection URL of the broker of ${scope.name()}`,
      type: "SecureString",
      keyId: key.arn,
      value: pulumi.secret(pulumi.interpolate`nats://:${token}@${address}`),
    },
    opts,
  );
  const keyAlias = key.alias;
  return {
    token: {
      kind: "secret",
      valueFrom: secret.arn,
      arn: secretArn(scope, secretName),
      keyAlias,
    },
    url: { kind: "parameter", name: urlParameterName, keyAlias },
    urlParameterName,
    ready: [version],
    urlReady: [url],
  };
}
