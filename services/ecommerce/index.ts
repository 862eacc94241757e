import { z } from "zod";

import {
  BackupPlan,
  Bucket,
  Dashboard,
  Linkable,
  MicroService,
  MigrationTask,
  Platform,
  Scope,
  StaticSite,
  Telemetry,
} from "../../components";
import { Settings } from "../../settings";
import { referenceMigration } from "../reference";
import { answering, defineSystem, Deployed, existingOr, platformSettings } from "../system";
import { common, Name, SERVICES } from "./common";
import { createData } from "./data";
import { createKeys } from "./keys";

const options = z.strictObject({
  /** Region that backups of prod are copied to. */
  recoveryRegion: z.string().default("us-west-2"),
  /** Collects each service's `/metrics` every 15 seconds into a Prometheus workspace. */
  prometheus: z.boolean().default(false),
});

/** An e-commerce platform: five services, a database with a replica, a cache, a shop front on a CDN. */
export const ecommerce = defineSystem({
  app: "ecommerce",
  services: Object.keys(SERVICES),
  options,
  smoke: answering(
    Object.values(SERVICES).flatMap(({ path, resources }) => [
      `/api/v1/${path}`,
      ...resources.map(name => `/api/v1/${path}/${name}`),
    ]),
  ),
  deploy,
});

function deploy(scope: Scope, settings: Settings<z.infer<typeof options>>): Deployed {
  const { isProd } = scope;
  const { recoveryRegion, prometheus } = settings.options;
  const platform = new Platform("ecommerce", {
    ...platformSettings(settings),
    scope,
    network: existingOr(
      settings,
      isProd ? { zones: 3, nat: "perAz" } : { zones: 2, nat: "single" },
    ),
    alarms: isProd && { email: settings.alarmEmail },
  });
  const { key, loadBalancer, cluster } = platform;
  const { database, cache, recoveryKey } = createData(platform, recoveryRegion);
  const images = new Bucket("images", { scope, cdn: true, glacierAfterDays: 365 });
  const keys = createKeys(scope, key);
  const migration = new MigrationTask("migration", {
    platform,
    ...referenceMigration(platform, settings, Object.keys(SERVICES)),
    link: [isProd ? database.admin : database],
  });

  const telemetry = prometheus
    ? new Telemetry("ecommerce", { platform, tracing: false, prometheus: {} })
    : undefined;
  const everyone = [database, cache, keys.verifying, keys.monitoring];
  const service = (name: Name, link: readonly Linkable[] = [], secrets = {}) =>
    new MicroService(name, {
      ...common(platform, settings, name),
      link: [...everyone, ...link],
      secrets,
      telemetry,
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
    platform,
    outputs: {
      url: platform.url,
      siteUrl: site.url,
      siteBucketName: site.bucketName,
      imageBucketName: images.bucketName,
      distributionId: site.distributionId,
      dashboardUrl: dashboard.url,
      clusterName: cluster.clusterName,
    },
  };
}
