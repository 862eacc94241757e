import type { FastifyBaseLogger } from "fastify";
import { Cluster, Redis, type RedisOptions } from "ioredis";

import type { CacheConfig } from "../config";
import { Outage } from "./outage";

/** Copies of values, which may be lost at any time. A cache that is away is an empty one. */
export interface Cache {
  /** The value at `key`, or else what `load` gives, which is then kept. */
  readThrough<Value>(
    key: string,
    load: () => Promise<Value | undefined>,
  ): Promise<Value | undefined>;
  /** Makes sure that nothing older than this moment is read at `key`. */
  forget(key: string): Promise<void>;
  /** Rejects when the cache does not answer. */
  ping(): Promise<unknown>;
  close(): void;
}

/** What is kept at a key whose value is gone: it stops a reader that was late from putting it back. */
const gone = "";

/** Longest wait for a connection, and longest for a command, in milliseconds. */
const timeoutMs = 1000;

/** Opens a connection, and keeps trying while the cache is away. */
export function openCache(config: CacheConfig, log: FastifyBaseLogger): Cache {
  const redis = connect(config);
  const outage = new Outage("cache", log);
  redis.on("error", error => outage.begin(error));
  redis.on("ready", () => outage.end());
  /** The cache's answer, or nothing when it has none. */
  const ask = async <Answer>(command: () => Promise<Answer>) => {
    try {
      return await command();
    } catch (error) {
      outage.begin(error);
      return undefined;
    }
  };
  const { ttlSeconds } = config;
  return {
    async readThrough<Value>(key: string, load: () => Promise<Value | undefined>) {
      const copy = await ask(() => redis.get(key));
      if (copy) {
        return JSON.parse(copy) as Value;
      }
      const value = await load();
      if (value !== undefined) {
        await ask(() => redis.set(key, JSON.stringify(value), "EX", ttlSeconds, "NX"));
      }
      return value;
    },
    async forget(key) {
      await ask(() => redis.set(key, gone, "EX", ttlSeconds));
    },
    ping: () => redis.ping(),
    close: () => redis.disconnect(),
  };
}

function connect({ url, cluster }: CacheConfig): Redis | Cluster {
  const { protocol, hostname, port, username, password } = new URL(url);
  const node = { host: hostname, port: Number(port || 6379) };
  const options: RedisOptions = {
    username: decodeURIComponent(username) || undefined,
    password: decodeURIComponent(password) || undefined,
    tls: protocol === "rediss:" ? {} : undefined,
    connectTimeout: timeoutMs,
    commandTimeout: timeoutMs,
    maxRetriesPerRequest: 1,
  };
  const retry = (attempt: number) => Math.min(attempt * 100, 2000);
  if (!cluster) {
    return new Redis({ ...options, ...node, retryStrategy: retry, enableOfflineQueue: false });
  }
  return new Cluster([node], {
    redisOptions: options,
    clusterRetryStrategy: retry,
    enableOfflineQueue: false,
    // Nodes are known by the names on their certificates, not by their addresses.
    dnsLookup: (address, found) => found(null, address),
  });
}
