import { z } from "zod";

import { Cache, Database, MicroService, Platform, Scope } from "../../components";
import { Settings } from "../../settings";
import { reference } from "../reference";
import { adjusted, defineSystem, edgeOf, Sizing } from "../system";

/** The services with what each keeps, in the order in which they are deployed. */
const SERVICES = [
  { name: "auth-service", path: "auth", resources: ["users", "sessions"] },
  { name: "event-service", path: "events", resources: ["events", "venues"] },
  { name: "ticket-service", path: "tickets", resources: ["tickets"], busy: true },
  { name: "payment-service", path: "payments", resources: ["payments"], busy: true },
  { name: "notification-service", path: "notifications", resources: ["notifications"] },
] as const;

const options = z.strictObject({
  /** How a new version takes over. */
  deployment: z.enum(["codeDeploy", "blueGreen", "rolling"]).default("codeDeploy"),
});

/** Event booking: five services on the JVM over three zones, deployed blue and green. */
export const eventBooking = defineSystem({
  app: "event-booking",
  services: SERVICES.map(({ name }) => name),
  options,
  deploy,
});

function deploy(scope: Scope, settings: Settings<z.infer<typeof options>>) {
  const platform = new Platform("event-booking", {
    ...edgeOf(settings),
    scope,
    network: {
      zones: scope.isProd ? 3 : 2,
      nat: scope.isProd ? "perAz" : "single",
      endpoints: scope.isProd ? "derived" : "gateway",
      existing: settings.network,
    },
    cluster: { name: `event-booking-cluster-${scope.label}` },
    alarms: scope.isProd && { email: settings.alarmEmail },
  });
  const { key, network } = platform;
  const database = new Database("event-booking", {
    scope,
    network,
    key,
    databaseName: "event_booking",
    instanceClass: scope.isProd ? "db.t4g.medium" : "db.t4g.micro",
  });
  const cache = new Cache("event-booking", {
    scope,
    network,
    key,
    nodeType: scope.isProd ? "cache.t4g.small" : "cache.t4g.micro",
    nodes: scope.isProd ? 2 : 1,
  });

  const services: MicroService[] = [];
  for (const { name, path, resources, ...rest } of SERVICES) {
    const busy = "busy" in rest;
    const { image, environment } = reference(settings, name, {
      basePath: `/api/${path}`,
      resources,
      health: {
        format: "actuator",
        paths: ["/actuator/health"],
        readyPaths: ["/actuator/health/readiness"],
      },
    });
    services.push(
      new MicroService(name, {
        ...adjusted(settings, name, sizing(scope, busy)),
        platform,
        image,
        environment: { SPRING_PROFILES_ACTIVE: scope.label, ...environment },
        port: 8080,
        routes: [{ path: [`/api/${path}`, `/api/${path}/*`] }],
        // A JVM takes its time to start.
        health: { path: "/actuator/health", startPeriod: 120 },
        link: [database, cache],
        deployment: { strategy: settings.options.deployment },
        targetGroupName: `${name}-blue-${scope.label}`,
        alternateTargetGroupName: `${name}-green-${scope.label}`,
        // One after the other, as their documents ask.
        dependsOn: services.slice(-1),
      }),
    );
  }

  return {
    url: platform.url,
    clusterName: platform.cluster.clusterName,
    targetGroupArns: Object.fromEntries(
      services.map((service, index) => [SERVICES[index].name, service.targetGroupArn]),
    ),
  };
}

function sizing({ isProd }: Scope, busy: boolean): Sizing {
  const size = isProd && busy ? { cpu: 1024, memory: 2048 } : { cpu: 512, memory: 1024 };
  if (!isProd) {
    return { size: size as Sizing["size"], scaling: { min: 1, desired: 1, max: 2 } };
  }
  return {
    size: size as Sizing["size"],
    scaling: busy ? { min: 3, desired: 3, max: 15 } : { min: 2, desired: 2, max: 10 },
  };
}
