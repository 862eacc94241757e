import { ArgumentError } from "../errors";
import { CacheArgs } from "./args";

/** Versions that ElastiCache offers of each engine, and the one made when none is asked for. */
const VERSIONS = {
  redis: { offered: ["7.0", "7.1"], standard: "7.1" },
  valkey: { offered: ["7.2", "8.0", "8.1", "8.2"], standard: "8.1" },
} as const;

/** The largest shape that ElastiCache makes without a raised quota. */
const MAX_NODES = 6;
const MAX_SHARDS = 90;
const MAX_REPLICAS = 5;
const MAX_CLUSTER_NODES = 90;

/** Checks what is known before deployment and fills in the defaults. */
export function resolveArgs(name: string, args: CacheArgs) {
  const { scope, network, key, engine = "redis", cluster } = args;
  const { isProd } = scope;
  const {
    version = VERSIONS[engine].standard,
    nodeType = "cache.t4g.micro",
    nodes = isProd ? 2 : 1,
    evictionPolicy = "volatile-lru",
    reservedMemoryPercent = 25,
    snapshotDays = isProd ? 7 : 0,
    logRetentionDays = 30,
  } = args;
  const check = checker(name);
  const versions: readonly string[] = VERSIONS[engine].offered;
  check(versions.includes(version), "version", version, `${versions.join(" or ")} of ${engine}`);
  check(
    /^cache\.[a-z0-9]+\.[a-z0-9]+$/.test(nodeType),
    "nodeType",
    nodeType,
    "e.g. cache.t4g.micro",
  );
  check(within(nodes, 1, MAX_NODES), "nodes", nodes, `1 to ${MAX_NODES}`);
  check(
    within(reservedMemoryPercent, 0, 99),
    "reservedMemoryPercent",
    reservedMemoryPercent,
    "0 to 99",
  );
  check(within(snapshotDays, 0, 35), "snapshotDays", snapshotDays, "0 to 35");
  if (cluster !== undefined) {
    check(
      args.nodes === undefined,
      "nodes",
      nodes,
      "cluster alone, which sets the number of nodes",
    );
    checkCluster(check, cluster);
  }
  return {
    scope,
    network,
    key,
    engine,
    version,
    nodeType,
    shape: cluster ?? { nodes },
    evictionPolicy,
    reservedMemoryPercent,
    snapshotDays,
    logRetentionDays,
  };
}

type Checker = (holds: boolean, argument: string, got: string | number, takes: string) => void;

function checker(name: string): Checker {
  return (holds, argument, got, takes) => {
    if (!holds) {
      throw new ArgumentError(`Cache "${name}": ${argument} is ${got}; use ${takes}`);
    }
  };
}

function checkCluster(check: Checker, { shards, replicas }: NonNullable<CacheArgs["cluster"]>) {
  check(within(shards, 1, MAX_SHARDS), "cluster.shards", shards, `1 to ${MAX_SHARDS}`);
  check(within(replicas, 0, MAX_REPLICAS), "cluster.replicas", replicas, `0 to ${MAX_REPLICAS}`);
  const total = shards * (1 + replicas);
  check(
    total <= MAX_CLUSTER_NODES,
    "cluster",
    `${shards} shards of ${1 + replicas} nodes`,
    `at most ${MAX_CLUSTER_NODES} nodes in all`,
  );
}

function within(value: number, min: number, max: number): boolean {
  return Number.isInteger(value) && value >= min && value <= max;
}
