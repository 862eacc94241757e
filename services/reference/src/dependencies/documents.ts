import type { Database } from "../shared/database";
import { type Page, type PageQuery, toPage } from "../shared/lists";

/** A document as it is kept. */
export interface StoredDocument {
  id: string;
  /** Text when it comes out of the cache. */
  createdAt: Date | string;
  document: object;
}

/** The documents of one service. */
export interface DocumentStore {
  insert(resource: string, document: object): Promise<StoredDocument>;
  find(resource: string, id: string): Promise<StoredDocument | undefined>;
  /** A page of documents, the oldest first. */
  list(resource: string, page: PageQuery): Promise<Page<StoredDocument>>;
  /** Deletes a document; false when there is none. */
  remove(resource: string, id: string): Promise<boolean>;
  /** Resolves when the database answers and has the service's table. */
  check(): Promise<void>;
}

/** The name of a service's table. */
export const tableOf = (service: string) => `documents_${service.replaceAll("-", "_")}`;

/**
 * Makes a service's table when it is not there. Of two at once the second waits for the first.
 * Without it a role needs no right to create.
 */
export async function createTable(database: Database, service: string): Promise<boolean> {
  const table = tableOf(service);
  const [{ exists }] = await database.query<{ exists: boolean }>(
    "SELECT to_regclass($1) IS NOT NULL AS exists",
    [table],
  );
  if (!exists) {
    // Statements without values are sent together, and are one transaction.
    await database.query(`
      SELECT pg_advisory_xact_lock(hashtext('${table}'));
      CREATE TABLE IF NOT EXISTS ${table} (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        resource text NOT NULL,
        document json NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX IF NOT EXISTS ${table}_listed ON ${table} (resource, created_at, id);
    `);
  }
  return !exists;
}

/**
 * The documents of a service. Its table is made when it is first needed, if no migration has made it.
 *
 * @param replica where lists are read, and may lack the last moment's documents
 */
export function openDocuments(
  service: string,
  database: Database,
  replica = database,
): DocumentStore {
  const table = tableOf(service);
  const columns = `id, created_at AS "createdAt", document`;
  let prepared: Promise<unknown> | undefined;
  const prepare = () =>
    (prepared ??= createTable(database, service).catch((error: unknown) => {
      prepared = undefined;
      throw error;
    }));
  const query = async (text: string, values: unknown[], on = database) => {
    await prepare();
    return on.query<StoredDocument>(text, values);
  };
  return {
    async insert(resource, document) {
      const statement = `INSERT INTO ${table} (resource, document) VALUES ($1, $2) RETURNING ${columns}`;
      return (await query(statement, [resource, JSON.stringify(document)]))[0];
    },
    async find(resource, id) {
      const statement = `SELECT ${columns} FROM ${table} WHERE resource = $1 AND id = $2`;
      return (await query(statement, [resource, id]))[0];
    },
    async list(resource, page) {
      const statement = `SELECT ${columns} FROM ${table} WHERE resource = $1
        ORDER BY created_at, id LIMIT $2 OFFSET $3`;
      const values = [resource, page.limit + 1, page.offset];
      return toPage(await query(statement, values, replica), page);
    },
    async remove(resource, id) {
      const statement = `DELETE FROM ${table} WHERE resource = $1 AND id = $2 RETURNING id`;
      return (await query(statement, [resource, id])).length > 0;
    },
    async check() {
      await prepare();
      await database.query("SELECT 1");
    },
  };
}
