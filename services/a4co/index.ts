import { z } from "zod";

import {
  Broker,
  Cache,
  Database,
  ExternalApi,
  Linkable,
  MicroService,
  MigrationTask,
  Platform,
  Scope,
  Secret,
} from "../../components";
import { Settings } from "../../settings";
import { referenceMigration } from "../reference";
import { defineSystem, Deployed, existingOr, platformSettings } from "../system";
import { BACK_END, backEndSpec, common, GATEWAY, health, pages } from "./common";
import { edge } from "./edge";

const options = z.strictObject({
  /** Host name of the dashboard; without one it answers below `/dashboard`. */
  dashboardHost: z.string().optional(),
});

/** A marketplace in three tiers: front end and gateway, five services, database with cache and broker. */
export const a4co = defineSystem({
  app: "a4co",
  services: [...Object.keys(BACK_END), "api-gateway", "frontend", "dashboard-client"],
  options,
  smoke: { "/": 200, "/health": 200, "/api/v1/health": 200, "/metrics": 403 },
  deploy,
});

function deploy(scope: Scope, settings: Settings<z.infer<typeof options>>): Deployed {
  const { dashboardHost } = settings.options;
  const platform = new Platform("a4co", {
    ...platformSettings(settings),
    scope,
    network: existingOr(settings, { zones: 2, nat: "single" }),
    loadBalancer: edge,
    alarms: scope.isProd && { email: settings.alarmEmail },
  });
  const { key, network } = platform;
  const data = { scope, network, key };
  const database = new Database("a4co", {
    ...data,
    databaseName: "a4co",
    instanceClass: scope.isProd ? "db.t4g.small" : "db.t4g.micro",
    parameters: { max_connections: "200" },
  });
  const cache = new Cache("a4co", {
    ...data,
    evictionPolicy: "allkeys-lru",
    // The documented 256 MB: the smallest node has 512.
    reservedMemoryPercent: 50,
  });
  platform.alarms?.watchDatabase("database", database, { connections: 150 });
  platform.alarms?.watchCache("cache", cache);
  const broker = new Broker("nats", { platform });
  const tokens = new Secret("jwt", {
    scope,
    key,
    path: "jwt/secret",
    variable: "JWT_SECRET",
    generate: { bytes: 64 },
  });
  const payments = new ExternalApi("payments", { hosts: ["api.stripe.com"] });
  const migration = new MigrationTask("migration", {
    platform,
    ...referenceMigration(platform, settings, Object.keys(BACK_END)),
    link: [database],
  });

  const backEnd = (name: keyof typeof BACK_END, link: readonly Linkable[] = []) =>
    new MicroService(name, {
      ...common(platform, settings, name, backEndSpec(name)),
      port: BACK_END[name].port,
      health: health("/health"),
      link: [database, cache, broker, ...link],
      dependsOn: [migration],
    });
  const gateway = new MicroService("api-gateway", {
    ...common(platform, settings, "api-gateway", GATEWAY),
    port: 3000,
    routes: ["/api/*"],
    health: health("/api/v1/health"),
    link: [
      backEnd("auth-service", [tokens]),
      backEnd("order-service"),
      backEnd("payment-service", [payments]),
      backEnd("inventory-service"),
      backEnd("product-service"),
      tokens,
    ],
  });
  const frontend = new MicroService("frontend", {
    ...common(platform, settings, "frontend", pages()),
    port: 80,
    routes: ["/*"],
    health: health("/"),
    link: [gateway],
  });
  const ownHost = dashboardHost !== undefined;
  new MicroService("dashboard-client", {
    ...common(platform, settings, "dashboard-client", pages(ownHost ? undefined : "/dashboard")),
    port: 3001,
    routes: [ownHost ? { path: "/*", host: dashboardHost } : "/dashboard*"],
    health: health("/"),
    link: [gateway],
  });

  return {
    platform,
    outputs: {
      url: platform.url,
      gatewayUrl: gateway.internalUrl,
      frontendTargetGroupArn: frontend.targetGroupArn,
      clusterName: platform.cluster.clusterName,
    },
  };
}
