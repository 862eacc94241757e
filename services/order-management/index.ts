import { z } from "zod";

import {
  AuditTrail,
  ContainerImage,
  MicroService,
  MigrationTask,
  Platform,
  Scope,
} from "../../components";
import { Settings } from "../../settings";
import { adjusted, buildOf, defineSystem, Deployed, existingOr, platformSettings } from "../system";
import { MOSTLY_ON_DEMAND, ownConfiguration, sizing } from "./common";
import { createDatabase, databaseOptions } from "./database";

const FOLDER = "services/order-management";

const options = z.strictObject({
  ...databaseOptions,
  /** A record of every call to AWS in the account, kept for a year. */
  auditTrail: z.boolean().default(false),
});

/** Orders, customers and invoices: two services, one database, one migration before both. */
export const orderManagement = defineSystem({
  app: "order-management",
  services: ["order-service", "invoice-service"],
  options,
  smoke: { "/health": 200, "/api/customers": 200, "/api/orders": 200, "/api/invoices": 200 },
  deploy,
});

function deploy(scope: Scope, settings: Settings<z.infer<typeof options>>): Deployed {
  const platform = new Platform("order-management", {
    scope,
    network: existingOr(settings, { zones: 2, nat: "none" }),
    ...platformSettings(settings),
    loadBalancer: { waf: false },
    logRetentionDays: scope.isProd ? 30 : 14,
    alarms: scope.isProd && { email: settings.alarmEmail },
  });
  const { key } = platform;
  const database = createDatabase(platform, settings.options);
  if (settings.options.auditTrail) {
    new AuditTrail("order-management", { scope, key });
  }
  const orderImage = new ContainerImage("order-service", {
    scope,
    key,
    repository: "order-service",
    ...buildOf(settings, "order-service", `${FOLDER}/order-service`),
  });
  const migration = new MigrationTask("migration", {
    platform,
    image: orderImage,
    command: ["node", "dist/migrate.js"],
    size: { cpu: 256, memory: 512 },
    link: [database],
  });

  const common = {
    platform,
    environment: { NODE_ENV: "production" },
    permissions: ownConfiguration(scope),
    health: { path: "/health", interval: 30, timeout: 5, retries: 3 },
    exec: true,
    latencyTarget: 0.1,
    dependsOn: [migration],
  };
  const orders = new MicroService("order-service", {
    ...common,
    ...adjusted(settings, "order-service", sizing(scope)),
    image: orderImage,
    port: 3001,
    routes: ["/api/customers*", "/api/orders*", "/health"],
    link: [database],
    targetGroupName: `order-service-tg-${scope.label}`,
  });
  const invoices = new MicroService("invoice-service", {
    ...common,
    ...adjusted(settings, "invoice-service", sizing(scope)),
    image: buildOf(settings, "invoice-service", `${FOLDER}/invoice-service`),
    port: 3004,
    routes: ["/api/invoices*"],
    link: [database, orders],
    targetGroupName: `invoice-service-tg-${scope.label}`,
    capacity: scope.isProd ? MOSTLY_ON_DEMAND : undefined,
  });

  return {
    platform,
    outputs: {
      url: platform.url,
      albDnsName: platform.loadBalancer.dnsName,
      clusterName: platform.cluster.clusterName,
      logGroupName: platform.cluster.logGroupName,
      kmsAlias: key.alias,
      orderServiceTargetGroupArn: orders.targetGroupArn,
      invoiceServiceTargetGroupArn: invoices.targetGroupArn,
      migrationTaskDefinitionArn: migration.taskDefinitionArn,
      databaseCredentialsArn: database.credentialsArn,
    },
  };
}
