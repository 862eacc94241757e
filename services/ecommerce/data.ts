import { Cache, Database, EncryptionKey, Platform } from "../../components";

/** Database and cache, and the key of the region that keeps copies of prod's backups. */
export function createData(platform: Platform, recoveryRegion: string) {
  const { scope, network, key, alarms } = platform;
  const { isProd } = scope;
  const recoveryKey = isProd
    ? new EncryptionKey("ecommerce-recovery", { scope, region: recoveryRegion })
    : undefined;
  const database = new Database("ecommerce", {
    scope,
    network,
    key,
    databaseName: "ecommerce",
    instanceClass: isProd ? "db.t4g.medium" : "db.t4g.micro",
    replicas: isProd ? 1 : 0,
    proxy: isProd,
    copyBackupsTo: recoveryKey,
    // RDS rotates it; services have a user of their own, which the migration makes.
    masterPassword: isProd ? "managed" : "generated",
  });
  const cache = new Cache("ecommerce", {
    scope,
    network,
    key,
    nodeType: isProd ? "cache.t4g.small" : "cache.t4g.micro",
    cluster: isProd ? { shards: 2, replicas: 1 } : { shards: 1, replicas: 0 },
  });
  alarms?.watchDatabase("database", database, { connections: 240 });
  if (isProd) {
    const replica = { identifier: `${database.identifier}-replica` };
    alarms?.watchDatabase("replica", replica, { connections: 240 });
  }
  alarms?.watchCache("cache", cache);
  return { database, cache, recoveryKey };
}
