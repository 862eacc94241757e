import type { InstanceArgs } from "@pulumi/aws/rds";
import type { SecretArgs, SecretRotationArgs, SecretVersionArgs } from "@pulumi/aws/secretsmanager";
import type { RandomPasswordArgs } from "@pulumi/random";

import { resource } from "../../example";

const credentials = [
  resource<RandomPasswordArgs>("random:index/randomPassword:RandomPassword", "password", {
    length: 40,
  }),
  resource<InstanceArgs>(
    "aws:rds/instance:Instance",
    "db",
    { engine: "postgres" },
    { from: { password: "password.result" } },
  ),
  resource<SecretArgs>("aws:secretsmanager/secret:Secret", "credentials", {
    name: "/shop/database",
  }),
  resource<SecretVersionArgs>(
    "aws:secretsmanager/secretVersion:SecretVersion",
    "credentials-version",
    {},
    { from: { secretId: "credentials.id", secretString: "password.result" } },
  ),
];

export const bad = credentials;

export const good = [
  ...credentials,
  resource<SecretRotationArgs>(
    "aws:secretsmanager/secretRotation:SecretRotation",
    "rotation",
    {
      rotationLambdaArn: "arn:aws:lambda:us-east-1:123456789012:function:rotate-postgres",
      rotationRules: { automaticallyAfterDays: 30 },
    },
    { from: { secretId: "credentials.id" } },
  ),
];
