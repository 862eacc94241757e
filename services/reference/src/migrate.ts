import fastify from "fastify";

import { type MigrationConfig, readMigrationConfig } from "./config";
import { createTable } from "./dependencies/documents";
import { prepareRole } from "./role";
import { openDatabase } from "./shared/database";
import { EnvironmentError } from "./shared/environment";
import { loggerOptions, reasonOf } from "./shared/logging";

/** Longest wait for a connection, and for a statement that waits for another run, in milliseconds. */
const timeoutMs = 60_000;

/**
 * Makes the role that the services connect as, where an administrator is given, and each service's
 * table. What is there already stays. Exits with 1, after a line that says why, when it fails.
 */
async function migrate(): Promise<void> {
  const config = readMigrationConfig(process.env);
  const { log } = fastify({ logger: loggerOptions("migration", "info", config.nodeEnv) });
  if (config.adminUrl) {
    const role = await prepareRole(config.adminUrl, config.url, timeoutMs);
    log.info({ role }, "the services' role is ready");
  }
  const made = await createTables(config);
  log.info({ made }, made.length > 0 ? "migrated" : "nothing to migrate");
}

/** Makes the tables that are not there, and says whose. */
async function createTables({ url, services }: MigrationConfig): Promise<string[]> {
  const database = openDatabase({ url, poolMax: 1, applicationName: "migration", timeoutMs });
  const made: string[] = [];
  try {
    for (const service of services) {
      if (await createTable(database, service)) {
        made.push(service);
      }
    }
  } finally {
    await database.close();
  }
  return made;
}

migrate().catch((error: unknown) => {
  const what = error instanceof EnvironmentError ? "" : "the migration failed: ";
  process.stderr.write(`migration: ${what}${reasonOf(error)}\n`);
  process.exit(1);
});
