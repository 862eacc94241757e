import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";
import { Client } from "pg";

import { connectionConfig } from "./shared/connection";

/**
 * Makes the role of `url` with its password, or gives it this password, and lets it connect and make
 * tables. Of two runs at once the second waits for the first.
 *
 * @returns the role's name
 */
export async function prepareRole(
  adminUrl: string,
  url: string,
  timeoutMs: number,
): Promise<string> {
  const { username, password, pathname } = new URL(url);
  const name = decodeURIComponent(username);
  const admin = new Client({
    ...connectionConfig(adminUrl),
    application_name: "migration",
    connectionTimeoutMillis: 10_000,
    lock_timeout: timeoutMs,
  });
  await admin.connect();
  try {
    const role = admin.escapeIdentifier(name);
    const database = admin.escapeIdentifier(decodeURIComponent(pathname.slice(1)));
    const verifier = admin.escapeLiteral(scramVerifier(decodeURIComponent(password)));
    await admin.query("BEGIN");
    await admin.query("SELECT pg_advisory_xact_lock(hashtext('role of the services'))");
    const found = await admin.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [name]);
    const verb = found.rows.length > 0 ? "ALTER" : "CREATE";
    await admin.query(`${verb} ROLE ${role} LOGIN PASSWORD ${verifier}`);
    await admin.query(`GRANT CONNECT ON DATABASE ${database} TO ${role}`);
    await admin.query(`GRANT USAGE, CREATE ON SCHEMA public TO ${role}`);
    await admin.query("COMMIT");
  } finally {
    await admin.end();
  }
  return name;
}

/**
 * What PostgreSQL keeps of a password (RFC 5803). Sent in its place, it keeps the password itself out
 * of the server's log, which shows a statement that fails.
 */
function scramVerifier(password: string): string {
  const rounds = 4096;
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password.normalize("NFKC"), salt, rounds, 32, "sha256");
  const keyOf = (name: string) => createHmac("sha256", salted).update(name).digest();
  const stored = createHash("sha256").update(keyOf("Client Key")).digest("base64");
  const server = keyOf("Server Key").toString("base64");
  return `SCRAM-SHA-256$${rounds}:${salt.toString("base64")}$${stored}:${server}`;
}
