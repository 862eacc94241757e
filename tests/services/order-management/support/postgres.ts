import { afterFiles } from "../../../support/ends";
import { copyOf, emptyDatabase } from "../../support/postgres";
import { runMigration } from "./processes";

/** The database that has its tables, and that new ones are copied from. */
let migrated: Promise<string> | undefined;

/** URL of a new database with every table in it, and nothing else. */
export async function migratedDatabase(): Promise<string> {
  return copyOf(await (migrated ??= migrate()));
}

async function migrate(): Promise<string> {
  // The server goes with it.
  afterFiles(() => (migrated = undefined));
  const url = await emptyDatabase();
  await runMigration(url);
  return url;
}
