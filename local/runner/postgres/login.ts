import { Client, DatabaseError, escapeIdentifier } from "pg";
import { RunError } from "../errors";
import type { DatabasePlan } from "../types";

/** `away`: the server does not answer (yet). `rejected`: it does not know this user or password. */
export type Login = "ok" | "away" | "rejected" | "no such database";

const codes: Record<string, Login> = {
  "28000": "rejected",
  "28P01": "rejected",
  "3D000": "no such database",
  // The server is starting, stopping or recovering.
  "57P03": "away",
};

/** Tries to log in with the deployed user and password. */
export async function tryLogin(plan: DatabasePlan, database: string): Promise<Login> {
  const client = connection(plan, database);
  try {
    await client.connect();
    return "ok";
  } catch (error) {
    if (!(error instanceof DatabaseError)) {
      return "away";
    }
    const login = codes[error.code ?? ""];
    if (login === undefined) {
      throw new RunError(`${plan.name}: ${error.message}`);
    }
    return login;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Creates the deployed database when it is not there; its user owns it, as on RDS.
 *
 * @returns Whether it was created.
 * @throws RunError when the user cannot log in.
 */
export async function ensureDatabase(plan: DatabasePlan): Promise<boolean> {
  const login = await tryLogin(plan, plan.database);
  if (login === "ok") {
    return false;
  }
  if (login !== "no such database") {
    throw new RunError(`${plan.name}: user ${plan.user} cannot log in (${login})`);
  }
  const client = connection(plan, "postgres");
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${escapeIdentifier(plan.database)}`);
    return true;
  } finally {
    await client.end();
  }
}

function connection({ port, user, password }: DatabasePlan, database: string): Client {
  const client = new Client({
    host: "127.0.0.1",
    port,
    user,
    password,
    database,
    ssl: false,
    connectionTimeoutMillis: 5000,
  });
  // Without a listener a broken connection would end this process.
  client.on("error", () => undefined);
  return client;
}
