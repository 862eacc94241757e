import { expect } from "chai";

import { credentialIn, isSecretName } from "../../policies/secrets";

describe("names of secrets", () => {
  const secrets = [
    "PASSWORD",
    "db_passwd",
    "DB-PWD",
    "sshPassphrase",
    "JWT_SECRET",
    "SECRET_JWT",
    "githubToken",
    "API_KEY",
    "STRIPE_APIKEY",
    "S3_ACCESS_KEY",
    "secret.key",
    "TLS_PRIVATE_KEY",
    "JWT_SIGNING_KEY",
    "ENCRYPTION_KEY",
    "AUTH_KEY",
    "/orders/database/credentials",
    "GOOGLE_CREDENTIAL",
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "ECS_ENGINE_AUTH_DATA",
    "DATABASE_URL",
    "/orders/db/uri",
    "ORDERS_POSTGRES_DSN",
    "MONGODB_URI",
  ];
  const others = [
    "PORT",
    "DATABASE_HOST",
    "ORDER_SERVICE_URL",
    "REDIS_URL",
    "SECRETARY",
    "TOKENIZER",
    "PARTITION_KEY",
    "KEYBOARD",
    "SECRET_ARN",
    "SECRET_NAME",
    "SECRET_ID",
    "TOKEN_URL",
    "CREDENTIALS_URI",
    "CREDENTIALS_PATH",
    "PASSWORD_FILE",
    "SECRET_PREFIX",
    "TOKEN_TTL",
    "TOKEN_ISSUER",
    "TOKEN_AUDIENCE",
    "TOKEN_HEADER",
    "PASSWORD_LENGTH",
    "TOKEN_EXPIRY",
    "TOKEN_EXPIRES_IN",
  ];

  it("are known", () => {
    expect(secrets.filter(name => !isSecretName(name))).to.deep.equal([]);
  });

  it("are not seen in names of other things", () => {
    expect(others.filter(isSecretName)).to.deep.equal([]);
  });
});

describe("credentials", () => {
  const kinds: [string, string][] = [
    ["an AWS access key", ["AKIA", "IOSFODNN7EXAMPLE"].join("")],
    ["an AWS access key", `key=${["ASIA", "IOSFODNN7EXAMPLE"].join("")};`],
    ["a private key", "-----BEGIN PRIVATE KEY-----"],
    ["a private key", "x\n-----BEGIN OPENSSH PRIVATE KEY-----\ny"],
    ["a Slack token", "xoxp-1234567890-abc"],
    ["a GitHub token", `ghs_${"a".repeat(36)}`],
    ["a GitHub token", `github_pat_${"a".repeat(22)}`],
    ["a URL with a password", "postgresql://orders:x@db/orders"],
    ["a URL with a password", "url = rediss://:x@cache:6379"],
  ];
  for (const [kind, text] of kinds) {
    it(`are known: ${kind}`, () => {
      expect(credentialIn(text)).to.equal(kind);
    });
  }

  it("are not seen in other text", () => {
    for (const text of [
      "",
      "AKIA",
      "-----BEGIN CERTIFICATE-----",
      "https://orders@example.com/a:b@c",
      "postgresql://orders:${PASSWORD}@db/orders",
      "postgresql://orders:<password>@db/orders",
      "postgresql://orders:{password}@db/orders",
      "http://localhost:3001/a@b",
      "arn:aws:secretsmanager:us-east-1:123456789012:secret:/orders/db-AbCdEf",
    ]) {
      expect(credentialIn(text), text).to.equal(undefined);
    }
  });

  it("are looked for quickly in long text", () => {
    expect(credentialIn("a".repeat(200_000))).to.equal(undefined);
    expect(credentialIn("a:".repeat(100_000))).to.equal(undefined);
  });
});
