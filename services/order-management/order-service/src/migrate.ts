import fastify, { type FastifyBaseLogger } from "fastify";
import { runner } from "node-pg-migrate";
import path from "node:path";
import { Client } from "pg";

import { connectionConfig } from "./shared/connection";
import { EnvironmentError, EnvironmentReader, readDatabaseUrl } from "./shared/environment";
import { loggerOptions, reasonOf } from "./shared/logging";

/** Longest wait for another run, or for a table that is in use, in milliseconds. */
const lockTimeoutMs = 60_000;

/**
 * Brings the database's tables up to date: every file in `migrations/` that has not run yet, in
 * one transaction. Of two runs at once the second waits for the first and then finds nothing to
 * do. Exits with 1, after a line that says why, when it fails; then nothing has changed.
 */
async function migrate(): Promise<void> {
  const reader = new EnvironmentReader(process.env);
  const databaseUrl = readDatabaseUrl(reader);
  const nodeEnv = reader.text("NODE_ENV", "development");
  reader.finish();

  const { log } = fastify({ logger: loggerOptions("migration", "info", nodeEnv) });
  const client = new Client({
    ...connectionConfig(databaseUrl),
    application_name: "migration",
    connectionTimeoutMillis: 10_000,
  });
  await client.connect();
  try {
    // Not at the login: an RDS Proxy refuses that.
    await client.query(`SET lock_timeout = ${lockTimeoutMs}`);
    const applied = (await runMigrations(client, log)).map(({ name }) => name);
    log.info({ applied }, applied.length > 0 ? "migrated" : "nothing to migrate");
  } finally {
    await client.end();
  }
}

function runMigrations(dbClient: Client, log: FastifyBaseLogger) {
  return runner({
    dbClient,
    dir: path.join(__dirname, "../migrations"),
    direction: "up",
    migrationsTable: "schema_migrations",
    singleTransaction: true,
    advisoryLockMode: "wait",
    logger: {
      info: message => log.debug(message),
      warn: message => log.warn(message),
      error: message => log.error(message),
    },
  });
}

migrate().catch((error: unknown) => {
  const what = error instanceof EnvironmentError ? "" : "nothing was migrated: ";
  process.stderr.write(`migration: ${what}${reasonOf(error)}\n`);
  process.exit(1);
});
