import * as processes from "../../support/processes";

const folderOf = (service: string) => `order-management/${service}`;

/** The folder of a service of this system. */
export const serviceFolder = (service: string) => processes.serviceFolder(folderOf(service));

/** Builds a service the way its image does. */
export const buildService = (service: string) => processes.buildService(folderOf(service));

/** Starts a built file of a service, with this environment and nothing else. */
export const startBuilt = (service: string, file: string, env: NodeJS.ProcessEnv) =>
  processes.startBuilt(folderOf(service), file, env);

/** Runs the migration to its end; rejects when it fails. */
export async function runMigration(databaseUrl: string): Promise<void> {
  await buildService("order-service");
  const env = { DATABASE_URL: databaseUrl };
  const { code, stderr } = await startBuilt("order-service", "migrate.js", env).ended;
  if (code !== 0) {
    throw new Error(`the migration failed: ${stderr}`);
  }
}
