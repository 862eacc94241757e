import { ListReader } from "./config-reader";
import { type HealthConfig, type HealthFormat, healthFormats } from "./routes/health";
import {
  type Environment,
  readDatabaseUrl,
  readPoolMax,
  readServerConfig,
  type ServerConfig,
} from "./shared/environment";

/** What the service reads from its environment. */
export interface Config extends ServerConfig {
  /** Name in logs, answers, metrics, and of the service's table: `SERVICE_NAME`. */
  service: string;
  /** Name of the environment, in logs and answers: `ENVIRONMENT`, else `NODE_ENV`. */
  environment: string;
  /** What every path of the service's own begins with, or nothing: `BASE_PATH`. */
  basePath: string;
  /** Collections that it keeps: `RESOURCES`. */
  resources: readonly string[];
  health: HealthConfig;
  /** Answers pages for people: `HTML`. */
  html: boolean;
  /** Origins whose pages may read the answers: `CORS_ORIGINS`. */
  corsOrigins: readonly string[];
  database?: DatabaseConfig;
  cache?: CacheConfig;
  /** NATS URL: `NATS_URL`. */
  brokerUrl?: string;
  /** Base URLs of linked services, by name: each other `<NAME>_URL`. */
  links: Readonly<Record<string, string>>;
}

/** Where documents are kept. */
export interface DatabaseConfig {
  /** `DATABASE_URL`, with the password of `PGPASSWORD` where it has none. */
  url: string;
  /** `DATABASE_REPLICA_URL`, likewise: lists are read there. */
  replicaUrl?: string;
  /** Most connections to each: `DB_POOL_MAX`. */
  poolMax: number;
}

/** Where copies of documents are kept. */
export interface CacheConfig {
  /** `redis://` or, with TLS, `rediss://`: `REDIS_URL`. */
  url: string;
  /** The URL is one of a cluster's nodes: `REDIS_CLUSTER`. */
  cluster: boolean;
  /** How long a copy is kept: `REDIS_TTL`. */
  ttlSeconds: number;
}

/** Reads the service's environment; throws an EnvironmentError that lists every mistake. */
export function readConfig(env: Environment): Config {
  const reader = new ListReader(env);
  const service = reader.matching("SERVICE_NAME", serviceName, "a name like order-service");
  const basePath = reader.path("BASE_PATH");
  const server = readServerConfig(reader, 3000);
  const config: Config = {
    ...server,
    environment: reader.text("ENVIRONMENT", server.nodeEnv),
    service,
    basePath,
    resources: reader.list("RESOURCES", /^[a-z][a-z0-9-]{0,62}$/, "names like orders,line-items"),
    health: readHealth(reader, service),
    html: reader.flag("HTML"),
    corsOrigins: reader.origins("CORS_ORIGINS"),
    database: env.DATABASE_URL ? readDatabase(reader, env) : undefined,
    cache: env.REDIS_URL ? readCache(reader) : undefined,
    brokerUrl: env.NATS_URL ? readBrokerUrl(reader) : undefined,
    links: reader.links(),
  };
  reader.distinct(pathsOf(config));
  reader.finish();
  return config;
}

/** What the migration reads from its environment. */
export interface MigrationConfig {
  /** Services whose tables are made: `SERVICE_NAMES`. */
  services: readonly string[];
  /** `DATABASE_URL`, with the password of `PGPASSWORD` where it has none. */
  url: string;
  /** Who makes the role of `DATABASE_URL`: `ADMIN_DATABASE_URL`, with `ADMIN_PGPASSWORD`. */
  adminUrl?: string;
  /** `NODE_ENV`, a field of every log line. */
  nodeEnv: string;
}

/** Reads the migration's environment; throws an EnvironmentError that lists every mistake. */
export function readMigrationConfig(env: Environment): MigrationConfig {
  const reader = new ListReader(env);
  const url = readDatabaseUrl(reader);
  const admin = env.ADMIN_DATABASE_URL && reader.postgres("ADMIN_DATABASE_URL");
  const config = {
    services: reader.list("SERVICE_NAMES", serviceName, "names like order,customer"),
    url: withPassword(url, env.PGPASSWORD),
    adminUrl: admin && withPassword(admin, env.ADMIN_PGPASSWORD),
    nodeEnv: reader.text("NODE_ENV", "development"),
  };
  reader.administrator(config.url, config.adminUrl);
  reader.finish();
  return config;
}

/** A service's name is part of its table's name. */
const serviceName = /^[a-z][a-z0-9-]{0,39}$/;

/** Puts a password into a URL that has none. */
function withPassword(url: string, password: string | undefined): string {
  if (!password || !URL.canParse(url) || new URL(url).password) {
    return url;
  }
  const full = new URL(url);
  full.password = encodeURIComponent(password);
  return full.href;
}

function readHealth(reader: ListReader, service: string): HealthConfig {
  return {
    service,
    format: reader.choice("HEALTH_FORMAT", healthFormats, "plain") as HealthFormat,
    paths: reader.paths("HEALTH_PATHS", "/health"),
    readyPaths: reader.paths("READY_PATHS", ""),
  };
}

function readDatabase(reader: ListReader, env: Environment): DatabaseConfig {
  const { DATABASE_REPLICA_URL: replica, PGPASSWORD } = env;
  return {
    url: withPassword(readDatabaseUrl(reader), PGPASSWORD),
    replicaUrl: replica && withPassword(reader.postgres("DATABASE_REPLICA_URL"), PGPASSWORD),
    poolMax: readPoolMax(reader),
  };
}

function readCache(reader: ListReader): CacheConfig {
  const url = reader.url(
    "REDIS_URL",
    "redis://:TOKEN@HOST:PORT, or rediss:// for TLS",
    ({ protocol, hostname }) => /^rediss?:$/.test(protocol) && hostname !== "",
  );
  return {
    url,
    cluster: reader.flag("REDIS_CLUSTER"),
    ttlSeconds: reader.integer("REDIS_TTL", 1, 31_536_000, 3600),
  };
}

function readBrokerUrl(reader: ListReader): string {
  return reader.url(
    "NATS_URL",
    "nats://:TOKEN@HOST:PORT",
    ({ protocol, hostname }) => /^(nats|tls):$/.test(protocol) && hostname !== "",
  );
}

/** Every path that is answered, with the variable that asks for it. */
function pathsOf({ basePath, resources, health, html, brokerUrl }: Config): [string, string][] {
  const own = basePath || "/";
  // A page answers 200 as well as a health check does.
  const healthPaths = health.paths.filter(path => !(html && path === own));
  return [
    ...healthPaths.map((path): [string, string] => ["HEALTH_PATHS", path]),
    ...health.readyPaths.map((path): [string, string] => ["READY_PATHS", path]),
    ["the metrics", "/metrics"],
    ["BASE_PATH", own],
    ...resources.map((name): [string, string] => ["RESOURCES", `${basePath}/${name}`]),
    ...(brokerUrl ? [["the events", `${basePath}/events`] as [string, string]] : []),
  ];
}
