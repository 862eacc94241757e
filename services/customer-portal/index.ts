import { z } from "zod";

import {
  Capacity,
  Database,
  ExternalApi,
  MicroService,
  MicroServiceArgs,
  Platform,
  Scope,
  Secret,
  StaticSite,
} from "../../components";
import { Settings } from "../../settings";
import { reference } from "../reference";
import { adjusted, defineSystem, edgeOf, Sizing } from "../system";

/** The services behind the gateway, in the order of their documented ports. */
const BEHIND_GATEWAY = [
  "order",
  "customer",
  "inventory",
  "returns",
  "chatbot",
  "notification",
  "analytics",
  "salesforce",
] as const;

const options = z.strictObject({
  /** Alarms on CPU, memory and answers, sent to the SNS topic `alerts`. */
  alarms: z.boolean().optional(),
  /** A standby of the database in a second zone. */
  multiAz: z.boolean().optional(),
});

/** A customer order portal: nine services behind one gateway, a static front end, one database. */
export const customerPortal = defineSystem({
  app: "customer-order-portal",
  registry: "customer-portal",
  labels: { dev: "development", prod: "production" },
  services: ["gateway", ...BEHIND_GATEWAY],
  options,
  deploy,
});

function deploy(scope: Scope, settings: Settings<z.infer<typeof options>>) {
  const { alarms = scope.isProd, multiAz = scope.isProd } = settings.options;
  const platform = new Platform("portal", {
    ...edgeOf(settings),
    scope,
    network: { zones: 2, nat: "single", existing: settings.network },
    cluster: { logGroups: "perService" },
    loadBalancer: { name: `cop-alb-${scope.label}`, waf: false },
    logRetentionDays: 7,
    alarms: alarms && { email: settings.alarmEmail },
  });
  const { key, network, loadBalancer } = platform;
  const database = new Database("portal", {
    scope,
    network,
    key,
    databaseName: "customer_portal",
    instanceClass: "db.t4g.micro",
    multiAz,
  });
  const openAi = new ExternalApi("openai", {
    hosts: ["api.openai.com"],
    secrets: [
      new Secret("openai", {
        scope,
        key,
        path: "chatbot/openai-api-key",
        variable: "OPENAI_API_KEY",
      }),
    ],
  });
  // The documents name no provider of e-mail and SMS.
  const messaging = new ExternalApi("messaging", { hosts: ["api.sendgrid.com", "api.twilio.com"] });
  const salesforce = new ExternalApi("salesforce", { hosts: ["login.salesforce.com"] });

  const service = (name: string, args: ServiceArgs) =>
    new MicroService(name, {
      ...common(scope, settings, platform, name),
      ...args,
    });
  const behind = {
    order: service("order", { port: 8001, link: [database], capacity: onDemand(scope) }),
    customer: service("customer", { port: 8002, link: [database] }),
    inventory: service("inventory", { port: 8003, link: [database] }),
    returns: service("returns", { port: 8004, link: [database] }),
    chatbot: service("chatbot", { port: 8005, link: [openAi] }),
    notification: service("notification", { port: 8006, link: [messaging] }),
    analytics: service("analytics", { port: 8007, link: [database] }),
    salesforce: service("salesforce", { port: 8008, link: [salesforce] }),
  };
  const gateway = service("gateway", {
    port: 8000,
    routes: ["/*"],
    link: Object.values(behind),
    capacity: onDemand(scope),
  });
  const site = new StaticSite("portal", {
    scope,
    loadBalancer,
    apiPaths: ["/api/*", "/health"],
    apiHost: settings.domain,
  });

  return {
    api_gateway_url: site.url,
    s3_bucket_name: site.bucketName,
    gateway_target_group_arn: gateway.targetGroupArn,
    cloudfront_distribution_id: site.distributionId,
    url: loadBalancer.url,
    clusterName: platform.cluster.clusterName,
  };
}

type ServiceArgs = Pick<MicroServiceArgs, "port" | "link"> &
  Partial<Pick<MicroServiceArgs, "routes" | "capacity">>;

/** What the nine have in common. */
function common(scope: Scope, settings: Settings, platform: Platform, name: string) {
  const { image, environment } = reference(settings, name, {
    basePath: name === "gateway" ? undefined : `/api/${name}`,
    resources: ["items"],
    health: { format: "plain", paths: ["/health"], readyPaths: ["/ready"] },
  });
  return {
    ...adjusted(settings, name, sizing(scope, name)),
    platform,
    image,
    environment: { ENVIRONMENT: scope.label, ...environment },
    routes: [{ path: [`/api/${name}`, `/api/${name}/*`] }],
    health: { path: "/health" },
    capacity: scope.isProd ? MOSTLY_SPOT : undefined,
    exec: true,
    serviceName: `${name}-service`,
    targetGroupName: `${name}-tg-${scope.label}`,
  };
}

/** One task of each service stays when Spot has none to give. */
const MOSTLY_SPOT: Capacity = { fargate: { base: 1, weight: 1 }, spot: { weight: 1 } };

const onDemand = (scope: Scope): Capacity | undefined => (scope.isProd ? "fargate" : undefined);

/** Documented sizes; dev runs one step smaller. */
function sizing({ isProd }: Scope, name: string): Sizing {
  const small = { cpu: 256, memory: 512 } as const;
  const medium = { cpu: 512, memory: 1024 } as const;
  const large = { cpu: 1024, memory: 2048 } as const;
  const chat = name === "chatbot";
  const light = ["gateway", "notification", "salesforce"].includes(name);
  return isProd
    ? { size: chat ? large : light ? small : medium, scaling: { min: 1, desired: 2, max: 10 } }
    : { size: chat ? medium : small, scaling: { min: 1, desired: 1, max: 2 } };
}
