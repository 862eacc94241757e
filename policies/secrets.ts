const SECRET_WORD =
  /(^|_)(PASSWORD|PASSWD|PWD|PASSPHRASE|SECRET|TOKEN|API_?KEY|ACCESS_?KEY|SECRET_?KEY|PRIVATE_?KEY|SIGNING_?KEY|ENCRYPTION_?KEY|AUTH_?KEY|CREDENTIALS?)($|_)/;

/** Endings of a name that is about a secret without being one. */
const ABOUT_A_SECRET =
  /_(ARN|NAME|ID|URL|URI|PATH|FILE|PREFIX|TTL|ISSUER|AUDIENCE|HEADER|LENGTH|EXPIRY|EXPIRES_IN)$/;

/** Connection strings: a password is part of them as a rule. */
const CONNECTION = /(^|_)(DATABASE|DB|POSTGRES|POSTGRESQL|MYSQL|MONGO|MONGODB)_?(URL|URI|DSN)$/;

/** Names that AWS's own tools read credentials from. */
const CREDENTIAL_NAMES = new Set([
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "ECS_ENGINE_AUTH_DATA",
]);

const CREDENTIALS: readonly { kind: string; pattern: RegExp }[] = [
  { kind: "an AWS access key", pattern: /\b(AKIA|ASIA)[0-9A-Z]{16}\b/ },
  { kind: "a private key", pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----/ },
  { kind: "a Slack token", pattern: /\bxox[abeprs]-[0-9A-Za-z-]{10,}/ },
  { kind: "a GitHub token", pattern: /\b(gh[oprsu]_[0-9A-Za-z]{36}|github_pat_[0-9A-Za-z_]{22,})/ },
  // A password that begins with $, < or { is a placeholder.
  {
    kind: "a URL with a password",
    pattern: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^/\s:@"]*:[^/\s@"$<{][^/\s@"]*@/i,
  },
];

/** Whether a variable or parameter is named like a secret: `DB_PASSWORD`, `/app/database/url`, `apiKey`. */
export function isSecretName(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, "_");
  return (
    CREDENTIAL_NAMES.has(words) ||
    CONNECTION.test(words) ||
    (SECRET_WORD.test(words) && !ABOUT_A_SECRET.test(words))
  );
}

/** What credential a text holds, for a message that must not quote it; undefined for none. */
export function credentialIn(text: string): string | undefined {
  return CREDENTIALS.find(({ pattern }) => pattern.test(text))?.kind;
}
