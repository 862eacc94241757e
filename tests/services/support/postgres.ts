import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";

import { Postgres } from "../../../local/runner/postgres/server";
import { RunRecord } from "../../../local/runner/processes/run-record";
import { afterFiles } from "../../support/ends";
import { freePort } from "./ports";

/** One PostgreSQL server for the suites of all services, started by the first that asks. */
let server: Promise<Server> | undefined;

interface Server {
  urlOf: (database: string) => string;
  stop: () => Promise<void>;
}

/** URL of a new, empty database. */
export async function emptyDatabase(): Promise<string> {
  return createDatabase("template0");
}

/** URL of a new database that is a copy of another, which nobody is connected to. */
export async function copyOf(url: string): Promise<string> {
  return createDatabase(new URL(url).pathname.slice(1));
}

/** Runs a statement on a database and gives its rows. */
export async function queryDatabase(url: string, statement: string) {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

/** Takes a lock, such as `LOCK TABLE customers`, and keeps it until the answer is called. */
export async function holdLock(url: string, statement: string): Promise<() => Promise<void>> {
  const client = new Client({ connectionString: url });
  // A test that fails may leave it open until the server stops.
  client.on("error", () => undefined);
  await client.connect();
  await client.query("BEGIN");
  await client.query(statement);
  return () => client.end();
}

async function createDatabase(template: string): Promise<string> {
  const { urlOf } = await (server ??= sharedServer());
  const name = `t${randomBytes(6).toString("hex")}`;
  await queryDatabase(urlOf("postgres"), `CREATE DATABASE ${name} TEMPLATE ${template}`);
  return urlOf(name);
}

function sharedServer(): Promise<Server> {
  const starting = startServer();
  afterFiles(async () => {
    server = undefined;
    await (await starting).stop();
  });
  return starting;
}

/** A server as the embedded default runs it, which works as root and in folders closed to others, too. */
async function startServer(): Promise<Server> {
  const folder = await mkdtemp(path.join(tmpdir(), "services-"));
  const port = await freePort();
  const password = randomBytes(12).toString("hex");
  const record = await RunRecord.claim(folder, () => undefined);
  const postgres = new Postgres(
    {
      name: "tests",
      major: "16",
      user: "tests",
      password,
      database: "tests",
      dataDir: path.join(folder, "postgres", "tests"),
      port,
      variable: "POSTGRES_PORT",
    },
    { report: () => undefined, log: () => undefined },
    record,
  );
  const urlOf = (name: string) => `postgresql://tests:${password}@127.0.0.1:${port}/${name}`;
  const stop = async () => {
    await postgres.stop();
    record.release();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await postgres.start();
  } catch (error) {
    await stop();
    throw error;
  }
  return { urlOf, stop };
}
