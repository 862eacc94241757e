import { z } from "zod";

import {
  BackupPlan,
  Bucket,
  Cache,
  Dashboard,
  Database,
  EncryptionKey,
  Linkable,
  MicroService,
  MigrationTask,
  Platform,
  Scope,
  StaticSite,
} from "../../components";
import { Settings } from "../../settings";
import { referenceMigration } from "../reference";
import { defineSystem, edgeOf } from "../system";
import { common, Name, SERVICES } from "./common";
import { createKeys } from "./keys";

const options = z.strictObject({
  /** Region that backups of prod are copied to. */
  recoveryRegion: z.string().default("us-west-2"),
});

/** An e-commerce platform: five services, a database with a replica, a cache, a shop front on a CDN. */
export const ecommerce = defineSystem({
  app: "ecommerce",
  services: Object.keys(SERVICES),
  options,
  deploy,
});

function deploy(scope: Scope, settings: Settings<z.infer<typeof options>>) {
  const { isProd } = scope;
  const { recoveryRegion } = settings.options;
  const platform = new Platform("ecommerce", {
    ...edgeOf(settings),
    scope,
    network: isProd ? { zones: 3, nat: "perAz" } : { zones: 2, nat: "single" },
    alarms: isProd && { email: settings.alarmEmail },
  });
  const { key, network, loadBalancer, cluster } = platform;
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
  });
  const cache = new Cache("ecommerce", {
    scope,
    network,
    key,
    nodeType: isProd ? "cache.t4g.small" : "cache.t4g.micro",
    cluster: isProd ? { shards: 2, replicas: 1 } : { shards: 1, replicas: 0 },
  });
  platform.alarms?.watchDatabase("database", database, { connections: 240 });
  platform.alarms?.watchCache("cache", cache);
  const images = new Bucket("images", { scope, cdn: true, glacierAfterDays: 365 });
  const keys = createKeys(scope, key);
  const migration = new MigrationTask("migration", {
    platform,
    ...referenceMigration(platform, settings, Object.keys(SERVICES)),
    link: [database],
  });

  const everyone = [database, cache, keys.verifying, keys.monitoring];
  const service = (name: Name, link: readonly Linkable[] = [], secrets = {}) =>
    new MicroService(name, {
      ...common(platform, settings, name),
      link: [...everyone, ...link],
      secrets,
      dependsOn: [migration],
    });
  const services = {
    "user-service": service("user-service", [keys.signing, keys.mail], {
      JWT_SECRET: keys.signing.ref,
    }),
    "product-service": service("product-service", [images]),
    "order-service": service("order-service", [keys.mail]),
    "payment-service": service("payment-service", [keys.payment]),
    "cart-service": service("cart-service"),
  };

  const site = new StaticSite("shop", {
    scope,
    loadBalancer,
    apiPaths: ["/api/*"],
    apiHost: settings.domain,
    buckets: [{ path: "/images/*", bucket: images }],
  });
  const dashboard = new Dashboard("ecommerce", { scope, loadBalancer, services, database, cache });
  if (recoveryKey !== undefined) {
    // Weekly ones 30 days and monthly ones a year, beside the seven days to any second of RDS itself.
    new BackupPlan("ecommerce", { scope, key, resources: [database.arn], copyTo: recoveryKey });
  }

  return {
    url: platform.url,
    siteUrl: site.url,
    siteBucketName: site.bucketName,
    imageBucketName: images.bucketName,
    distributionId: site.distributionId,
    dashboardUrl: dashboard.url,
    clusterName: cluster.clusterName,
  };
}
