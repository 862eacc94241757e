import { ArgumentError } from "../errors";

/** A metric of AWS's that tells of trouble once it passes a threshold, and stays there. */
export interface Watch {
  /** Names the alarm: a word for what is wrong, unique among what is watched together. */
  role: string;
  /** What it tells people. */
  description: string;
  namespace: string;
  metricName: string;
  /** Where the metric comes from, known at preview. */
  dimensions: Readonly<Record<string, string>>;
  statistic: "Average" | "Maximum" | "Minimum" | "Sum";
  /** The side of the threshold that is trouble. */
  trouble: "above" | "below";
  threshold: number;
  /** Seconds of one reading, a multiple of 60. */
  period: number;
  /** Readings in a row. */
  readings: number;
}

/** A database as its alarms see it. */
export interface WatchedDatabase {
  /** Name of the instance or cluster in AWS. */
  identifier: string;
  /** Whether it is an Aurora cluster, whose storage grows by itself. */
  aurora?: boolean;
}

/** Where a database is in trouble. */
export interface DatabaseLimits {
  /**
   * CPU use in percent, 1 to 100.
   *
   * @default 85
   */
  cpuPercent?: number;

  /**
   * Open connections. A db.t4g.micro takes about 80, each size up twice as many: three in four of what the
   * server takes leave time to act.
   *
   * @default 60
   */
  connections?: number;

  /**
   * Free storage in GiB. RDS adds storage below a tenth free, so less than this means that it cannot.
   *
   * @default 2
   */
  freeStorageGiB?: number;
}

/** A cache as its alarms see it. */
export interface WatchedCache {
  /** Ids of the nodes. */
  nodeIds: readonly string[];
}

/** Where a cache is in trouble. */
export interface CacheLimits {
  /**
   * Use of the engine's one processor core in percent, 1 to 100.
   *
   * @default 85
   */
  cpuPercent?: number;

  /**
   * Use of the memory that data may have in percent, 1 to 100.
   *
   * @default 90
   */
  memoryPercent?: number;

  /**
   * Open connections; a node takes 65,000.
   *
   * @default 50000
   */
  connections?: number;
}

const GIB = 1024 ** 3;

/** Two readings of five minutes: what lasts, not what passes. */
const LASTING = { period: 300, readings: 2 } as const;

/** CPU, connections and, but for Aurora, free storage. */
export function databaseWatches(
  { identifier, aurora = false }: WatchedDatabase,
  { cpuPercent = 85, connections = 60, freeStorageGiB = 2 }: DatabaseLimits = {},
): Watch[] {
  checkPercent("cpuPercent", cpuPercent);
  checkPositive("connections", connections);
  checkPositive("freeStorageGiB", freeStorageGiB);
  const common = {
    namespace: "AWS/RDS",
    dimensions: { [aurora ? "DBClusterIdentifier" : "DBInstanceIdentifier"]: identifier },
    ...LASTING,
  };
  const storage: Watch = {
    ...common,
    role: "storage",
    description: `${identifier}: less than ${freeStorageGiB} GiB of storage free for 10 minutes`,
    metricName: "FreeStorageSpace",
    statistic: "Minimum",
    trouble: "below",
    threshold: freeStorageGiB * GIB,
  };
  return [
    {
      ...common,
      role: "cpu",
      description: `${identifier}: CPU above ${cpuPercent} % for 10 minutes`,
      metricName: "CPUUtilization",
      statistic: "Average",
      trouble: "above",
      threshold: cpuPercent,
    },
    {
      ...common,
      role: "connections",
      description: `${identifier}: more than ${connections} connections for 10 minutes`,
      metricName: "DatabaseConnections",
      statistic: "Maximum",
      trouble: "above",
      threshold: connections,
    },
    ...(aurora ? [] : [storage]),
  ];
}

/** CPU, memory and connections of each node. */
export function cacheWatches(
  { nodeIds }: WatchedCache,
  { cpuPercent = 85, memoryPercent = 90, connections = 50_000 }: CacheLimits = {},
): Watch[] {
  checkPercent("cpuPercent", cpuPercent);
  checkPercent("memoryPercent", memoryPercent);
  checkPositive("connections", connections);
  return nodeIds.flatMap((node): Watch[] => {
    const common = {
      namespace: "AWS/ElastiCache",
      dimensions: { CacheClusterId: node },
      statistic: "Average" as const,
      trouble: "above" as const,
      ...LASTING,
    };
    return [
      {
        ...common,
        role: `${node}-cpu`,
        description: `${node}: engine CPU above ${cpuPercent} % for 10 minutes`,
        metricName: "EngineCPUUtilization",
        threshold: cpuPercent,
      },
      {
        ...common,
        role: `${node}-memory`,
        description: `${node}: memory above ${memoryPercent} % for 10 minutes`,
        metricName: "DatabaseMemoryUsagePercentage",
        threshold: memoryPercent,
      },
      {
        ...common,
        role: `${node}-connections`,
        description: `${node}: more than ${connections} connections for 10 minutes`,
        metricName: "CurrConnections",
        threshold: connections,
      },
    ];
  });
}

function checkPercent(limit: string, value: number): void {
  if (!(value >= 1 && value <= 100)) {
    throw new ArgumentError(`Alarms: ${limit} is ${value}; use 1 to 100`);
  }
}

function checkPositive(limit: string, value: number): void {
  if (!(value > 0)) {
    throw new ArgumentError(`Alarms: ${limit} is ${value}; use a number above 0`);
  }
}
