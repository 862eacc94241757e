import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import { EncryptionKey } from "../encryption-key";
import { Link, Linkable, SecretRef } from "../link";
import { Network } from "../network/network";
import { Scope } from "../plan/scope";
import { createReplicationGroup, PORT } from "./replication-group";
import { resolveArgs } from "./validate";

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

/**
 * A private, encrypted Redis or Valkey on ElastiCache that takes TLS connections with a token only. The
 * token is generated and kept within the URL, in a SecureString parameter (`…/redis/url`), which linked
 * services get as `REDIS_URL`.
 *
 * In prod it cannot be deleted without first turning off the protection, and leaves a last snapshot.
 */
export class Cache extends pulumi.ComponentResource implements Linkable {
  static readonly __pulumiType = "infra:cache:Cache";

  /** Host name to connect to: of the primary or, in cluster mode, of the configuration endpoint. */
  readonly host: pulumi.Output<string>;
  /** Id of the replication group, known at preview. */
  readonly replicationGroupId: string;
  /** Ids of the nodes, known at preview: the dimension `CacheClusterId` of ElastiCache's metrics. */
  readonly nodeIds: readonly string[];
  /** Name of the SecureString parameter with the URL. */
  readonly urlParameterName: string;

  readonly #clustered: boolean;
  readonly #groupId: pulumi.Output<string>;
  readonly #url: SecretRef;
  readonly #ready: readonly pulumi.Resource[];

  constructor(name: string, args: CacheArgs, opts?: pulumi.ComponentResourceOptions) {
    super(Cache.__pulumiType, name, args, opts);
    const { scope, key, network } = args;
    const child = { parent: this };

    const firewall = new aws.ec2.SecurityGroup(
      name,
      {
        vpcId: network.vpcId,
        description: `Cache of ${scope.name()}`,
        tags: { Name: scope.name("cache") },
      },
      child,
    );
    // Letters and digits need no escaping in a URL, and ElastiCache takes few other characters.
    const token = new random.RandomPassword(name, { length: 64, special: false }, child);
    const group = createReplicationGroup(
      name,
      { ...resolveArgs(name, args), firewallId: firewall.id, token: token.result },
      child,
    );

    this.host = group.host;
    this.replicationGroupId = group.id;
    this.nodeIds = group.nodeIds;
    this.urlParameterName = scope.path("redis", "url");
    const url = new aws.ssm.Parameter(
      `${name}-url`,
      {
        name: this.urlParameterName,
        description: `Connection URL of the cache of ${scope.name()}`,
        type: "SecureString",
        keyId: key.arn,
        value: pulumi.secret(pulumi.interpolate`rediss://:${token.result}@${this.host}:${PORT}`),
      },
      child,
    );
    this.#clustered = args.cluster !== undefined;
    this.#groupId = firewall.id;
    this.#url = { kind: "parameter", name: this.urlParameterName, keyAlias: key.alias };
    this.#ready = [url];
    this.registerOutputs({ host: this.host, replicationGroupId: this.replicationGroupId });
  }

  /** The port, `REDIS_URL` as a secret and, in cluster mode, `REDIS_CLUSTER`. */
  link(): Link {
    return {
      connections: [{ name: "cache", port: PORT, securityGroupId: this.#groupId }],
      environment: this.#clustered ? { REDIS_CLUSTER: "true" } : undefined,
      secrets: { REDIS_URL: this.#url },
      dependsOn: this.#ready,
    };
  }
}
