import { EncryptionKey } from "../encryption-key";
import { Network } from "../network/network";
import { Scope } from "../plan/scope";

/** What the cache does when its memory is full; Redis's own words. */
export type EvictionPolicy =
  | "allkeys-lru"
  | "allkeys-lfu"
  | "allkeys-random"
  | "volatile-lru"
  | "volatile-lfu"
  | "volatile-random"
  | "volatile-ttl"
  | "noeviction";

/** Arguments of {@link Cache}. */
export interface CacheArgs {
  /** The system and environment that the cache is for. */
  scope: Scope;
  /** Where it lives: in the isolated subnets. */
  network: Network;
  /** Encrypts data at rest, snapshots, URL and logs. */
  key: EncryptionKey;

  /**
   * Redis, or Valkey, which speaks the same protocol and costs less. From `redis` to `valkey` changes in
   * place; the way back replaces the cache.
   *
   * @default "redis"
   */
  engine?: "redis" | "valkey";

  /**
   * Version of the engine: 7.0 or 7.1 of Redis, 7.2 to 8.2 of Valkey. A higher one upgrades in place; a
   * lower one replaces the cache.
   *
   * @default - "7.1" of Redis, "8.1" of Valkey
   */
  version?: "7.0" | "7.1" | "7.2" | "8.0" | "8.1" | "8.2";

  /**
   * Size of each node. Changes in place.
   *
   * @default "cache.t4g.micro"
   */
  nodeType?: string;

  /**
   * A primary and its replicas, 1 to 6. With two or more they lie in several zones and a replica takes
   * over when the primary fails. Changes in place. Not beside {@link CacheArgs.cluster}.
   *
   * @default - 2 in prod, 1 elsewhere
   */
  nodes?: number;

  /**
   * Spreads the keys over shards (1 to 90), each with its replicas (0 to 5). Clients must speak the
   * cluster protocol: they get `REDIS_CLUSTER=true`. The numbers change in place; turning cluster mode
   * on or off replaces the cache.
   *
   * @default - one shard, without cluster mode
   */
  cluster?: { shards: number; replicas: number };

  /**
   * What goes when the memory is full. Changes in place.
   *
   * @default "volatile-lru"
   */
  evictionPolicy?: EvictionPolicy;

  /**
   * Percent of a node's memory that data may not use, kept for snapshots and replication, 0 to 99.
   * ElastiCache has no other limit: of the 512 MiB of a cache.t4g.micro, 50 leaves 256 MiB. Changes in
   * place.
   *
   * @default 25
   */
  reservedMemoryPercent?: number;

  /**
   * Days that daily snapshots are kept, 0 (none) to 35.
   *
   * @default - 7 in prod, 0 elsewhere
   */
  snapshotDays?: number;

  /**
   * Days that the slow log and the engine's log are kept.
   *
   * @default 30
   */
  logRetentionDays?: number;
}
