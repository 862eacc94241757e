import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { EncryptionKey } from "./encryption-key";
import { SecretRef } from "./link";
import { secretArn } from "./plan/iam-statements";
import { Scope } from "./plan/scope";

/** What {@link createSecret} and {@link createSecretParameter} keep. */
export interface StoreArgs {
  scope: Scope;
  key: EncryptionKey;
  /** Name, which begins with the system's path. */
  path: string;
  description: string;
}

/** A secret without a value yet, and how a container gets its value. */
export interface StoredSecret {
  secret: aws.secretsmanager.Secret;
  ref: SecretRef;
}

/**
 * A secret in Secrets Manager, encrypted with the system's key. Once deleted it can be restored for 30
 * days in prod; elsewhere its name is free at once.
 */
export function createSecret(
  name: string,
  { scope, key, path, description }: StoreArgs,
  opts: pulumi.CustomResourceOptions,
): StoredSecret {
  const secret = new aws.secretsmanager.Secret(
    name,
    {
      name: path,
      description,
      kmsKeyId: key.arn,
      // Zero days lets a development stack be made again under the same name at once.
      recoveryWindowInDays: scope.isProd ? 30 : 0,
    },
    opts,
  );
  const arn = secretArn(scope, path);
  return {
    secret,
    ref: { kind: "secret", valueFrom: secret.arn, arn, keyAlias: key.alias },
  };
}

/** A parameter, and how a container gets its value. */
export interface StoredParameter {
  parameter: aws.ssm.Parameter;
  /** Name of the parameter, known at preview. */
  name: string;
  ref: SecretRef;
}

/** A SecureString parameter, encrypted with the system's key. */
export function createSecretParameter(
  name: string,
  { key, path, description, value }: StoreArgs & { value: pulumi.Input<string> },
  opts: pulumi.CustomResourceOptions,
): StoredParameter {
  const parameter = new aws.ssm.Parameter(
    name,
    {
      name: path,
      description,
      type: "SecureString",
      keyId: key.arn,
      value: pulumi.secret(value),
    },
    opts,
  );
  return { parameter, name: path, ref: { kind: "parameter", name: path, keyAlias: key.alias } };
}
