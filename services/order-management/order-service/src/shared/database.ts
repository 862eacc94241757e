import { DatabaseError, Pool, type QueryResultRow } from "pg";

import { connectionConfig } from "./connection";

/** What the rest of a service sees of PostgreSQL. */
export interface Database {
  /** Rows of one statement. Rejects with {@link DatabaseAway} when there is no answer in time. */
  query<Row extends QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Ends every connection; call it once. */
  close(): Promise<void>;
}

/** How to reach the database. */
export interface DatabaseOptions {
  /** `postgresql://` URL; see {@link connectionConfig} for `sslmode`. */
  url: string;
  /** Most connections at a time. */
  poolMax: number;
  /** Shown by PostgreSQL in its list of connections. */
  applicationName: string;
  /**
   * Longest wait for a connection, and longest for a statement, in milliseconds.
   *
   * @default 2000
   */
  timeoutMs?: number;
  /** Told when a connection breaks that no statement was using. */
  onIdleError?: (error: Error) => void;
}

/** The database cannot be reached, or gave no answer in time. */
export class DatabaseAway extends Error {
  constructor(cause: unknown) {
    super("the database is away", { cause });
  }
}

/**
 * Opens a pool. It connects when first asked, so a service starts, and says what it lacks, while
 * its database is away.
 */
export function openDatabase(options: DatabaseOptions): Database {
  const { timeoutMs = 2000 } = options;
  const pool = new Pool({
    ...connectionConfig(options.url, timeoutMs),
    max: options.poolMax,
    application_name: options.applicationName,
    connectionTimeoutMillis: timeoutMs,
    query_timeout: timeoutMs,
    keepAlive: true,
  });
  pool.on("error", error => options.onIdleError?.(error));
  return {
    async query<Row extends QueryResultRow>(text: string, values?: unknown[]) {
      try {
        return (await pool.query<Row>(text, values)).rows;
      } catch (error) {
        throw isAway(error) ? new DatabaseAway(error) : error;
      }
    },
    close: () => pool.end(),
  };
}

/**
 * True when the server could not be asked: no connection, no login, no slot, no answer in time.
 * A statement that the server refused is a fault of ours, and so is a TypeError.
 */
function isAway(error: unknown): boolean {
  if (error instanceof DatabaseError) {
    return /^(08|28|53|57|3D)/.test(error.code ?? "");
  }
  return !(error instanceof TypeError);
}
