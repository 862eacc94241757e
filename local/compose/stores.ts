import { cacheAddresses, cacheSoftware, isCluster, type Cache } from "../runner/plan/caches";
import { majorOf, type Database } from "../runner/plan/databases";
import { literal } from "./env-file";
import type { ComposeService, NamedService } from "./types";

/** PostgreSQL in a container, under the names that its database has on AWS. */
export function postgresService(name: string, database: Database, localPort: number): NamedService {
  const { user, password, database: dbName, port, hosts } = database;
  return {
    name,
    hosts,
    env: { POSTGRES_USER: user, POSTGRES_PASSWORD: password, POSTGRES_DB: dbName },
    service: {
      image: `postgres:${majorOf(database)}-alpine`,
      command: ["postgres", "-p", String(port)],
      ports: [`127.0.0.1:${localPort}:${port}`],
      volumes: [`${name}:/var/lib/postgresql/data`],
      healthcheck: quickCheck(
        `pg_isready -q -h 127.0.0.1 -p ${port} -U "$POSTGRES_USER" -d "$POSTGRES_DB"`,
      ),
      ...lasting(hosts),
    },
  };
}

/** Redis or Valkey in a container, under the names that its cache has on AWS. */
export function cacheService(name: string, cache: Cache, localPort: number): NamedService {
  const { port: deployed, authToken } = cache.props;
  const port = deployed ?? 6379;
  const hosts = cacheAddresses(cache, localPort).map(({ address }) => address);
  const isWell = isCluster(cache)
    ? `redis-cli -p ${port} cluster info | grep -q cluster_state:ok`
    : `redis-cli -p ${port} ping | grep -q PONG`;
  return {
    name,
    hosts,
    // The variable by which redis-cli logs in.
    env: authToken ? { REDISCLI_AUTH: authToken } : undefined,
    service: {
      image: cacheSoftware(cache).image,
      command: ["sh", "-c", literal(serverScript(cache, port, hosts[0]))],
      ports: [`127.0.0.1:${localPort}:${port}`],
      volumes: [`${name}:/data`],
      healthcheck: quickCheck(isWell),
      ...lasting(hosts),
    },
  };
}

/** The server reads its settings from its standard input: its arguments could be read by others. */
function serverScript(cache: Cache, port: number, host: string): string {
  const { evictionPolicy, props } = cache;
  const lines = [
    `port ${port}`,
    "appendonly yes",
    "dir /data",
    ...(props.authToken ? ['requirepass \\"%s\\"'] : []),
    ...(evictionPolicy ? [`maxmemory-policy ${evictionPolicy}`] : []),
    ...(isCluster(cache)
      ? [
          "cluster-enabled yes",
          `cluster-announce-hostname ${host}`,
          "cluster-preferred-endpoint-type hostname",
        ]
      : []),
  ];
  const settings = `printf "${lines.join("\\n")}\\n" "$REDISCLI_AUTH"`;
  if (!isCluster(cache)) {
    return `${settings} | exec redis-server -`;
  }
  const ask = `redis-cli -p ${port}`;
  return [
    `(${settings} | exec redis-server -) &`,
    `until ${ask} ping | grep -q PONG; do sleep 1; done;`,
    `${ask} cluster info | grep -q cluster_slots_assigned:16384 ||`,
    `${ask} cluster addslotsrange 0 16383;`,
    "wait",
  ].join(" ");
}

function lasting(aliases: string[]): Partial<ComposeService> {
  return { networks: { default: { aliases } }, restart: "unless-stopped", init: true };
}

function quickCheck(command: string): ComposeService["healthcheck"] {
  const test = ["CMD-SHELL", literal(command)];
  return { test, interval: "2s", timeout: "5s", retries: 30, start_period: "0s" };
}
