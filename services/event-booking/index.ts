import { z } from "zod";

import { Cache, Database, MicroService, Platform, Scope } from "../../components";
import { Settings } from "../../settings";
import { reference } from "../reference";
import {
  adjusted,
  answering,
  defineSystem,
  Deployed,
  existingOr,
  platformSettings,
  Sizing,
} from "../system";

/** The services with what each keeps, in the order in which they are deployed. */
const SERVICES = [
  { name: "auth-service", path: "auth", resources: ["users", "sessions"] },
  { name: "event-service", path: "events", resources: ["events", "venues"] },
  { name: "ticket-service", path: "tickets", resources: ["tickets"], busy: true },
  { name: "payment-service", path: "payments", resources: ["payments"], busy: true },
  { name: "notification-service", path: "notifications", resources: ["notifications"] },
] as const;

/** Minutes after which blue ends, as documented. */
const BLUE_MINUTES = 5;

const options = z.strictObject({
  /** How a new version takes over. */
  deployment: z.enum(["codeDeploy", "blueGreen", "rolling"]).default("codeDeploy"),
});

/** Event booking: five services on the JVM over three zones, deployed blue and green. */
export const eventBooking = defineSystem({
  app: "event-booking",
  services: SERVICES.map(({ name }) => name),
  options,
  smoke: answering(
    SERVICES.flatMap(({ path, resources }) => [
      `/api/${path}`,
      ...resources.map(name => `/api/${path}/${name}`),
    ]),
  ),
  deploy,
});

function deploy(scope: Scope, settings: Settings<z.infer<typeof options>>): Deployed {
  const platform = new Platform("event-booking", {
    ...platformSettings(settings),
    scope,
    network: existingOr(
      settings,
      scope.isProd ? { zones: 3, nat: "perAz", endpoints: "derived" } : { zones: 2, nat: "single" },
    ),
    cluster: { name: `event-booking-cluster-${scope.label}` },
    alarms: scope.isProd && { email: settings.alarmEmail },
  });
  const { key, network } = platform;
  const { deployment: strategy } = settings.options;
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
  platform.alarms?.watchDatabase("database", database, { connections: 240 });
  platform.alarms?.watchCache("cache", cache);

  // A target group's name has 32 characters at most; "staging" would make the longest 34.
  const suffix = scope.environment === "staging" ? "stage" : scope.label;
  const services: MicroService[] = [];
  for (const { name, path, resources, ...rest } of SERVICES) {
    const busy = "busy" in rest;
    const { image, environment } = reference(settings, name, {
      basePath: `/api/${path}`,
      resources,
      health: {
        format: "actuator",
        paths: ["/actuator/health", "/actuator/health/liveness"],
        readyPaths: ["/actuator/health/readiness"],
      },
    });
    services.push(
      new MicroService(name, {
        ...adjusted(settings, name, sizing(scope, busy)),
        platform,
        image,
        environment: { SPRING_PROFILES_ACTIVE: scope.environmentLabel, ...environment },
        port: 8080,
        routes: [{ path: [`/api/${path}`, `/api/${path}/*`] }],
        // A JVM takes its time to start.
        health: { path: "/actuator/health", startPeriod: 120 },
        link: [database, cache],
        deployment: strategy === "rolling" ? { strategy } : { strategy, bakeMinutes: BLUE_MINUTES },
        targetGroupName: `${name}-blue-${suffix}`,
        alternateTargetGroupName: strategy === "rolling" ? undefined : `${name}-green-${suffix}`,
        // One after the other, as their documents ask.
        dependsOn: services.slice(-1),
      }),
    );
  }

  return {
    platform,
    outputs: {
      url: platform.url,
      clusterName: platform.cluster.clusterName,
      targetGroupArns: Object.fromEntries(
        services.map((service, index) => [SERVICES[index].name, service.targetGroupArn]),
      ),
    },
  };
}

/** Documented bounds in prod; tickets and payments carry the most. */
function sizing({ isProd }: Scope, busy: boolean): Sizing {
  const medium = { cpu: 512, memory: 1024 } as const;
  if (!isProd) {
    return { size: medium, scaling: { min: 1, desired: 1, max: 2 } };
  }
  return busy
    ? { size: { cpu: 1024, memory: 2048 }, scaling: { min: 3, desired: 3, max: 15 } }
    : { size: medium, scaling: { min: 2, desired: 2, max: 10 } };
}
