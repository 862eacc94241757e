import { z } from "zod";

import {
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
import { defineSystem, Deployed, existingOr, platformSettings } from "../system";
import { common } from "./common";

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
  buckets: ["cop-alb-*"],
  labels: { dev: "development", prod: "production" },
  services: ["gateway", ...BEHIND_GATEWAY],
  options,
  smoke: {
    "/health": 200,
    ...Object.fromEntries(BEHIND_GATEWAY.map(name => [`/api/${name}`, 200])),
    "/api/order/items": 200,
    "/api/customer/items": 200,
  },
  deploy,
});

function deploy(scope: Scope, settings: Settings<z.infer<typeof options>>): Deployed {
  const { alarms = scope.isProd, multiAz = scope.isProd } = settings.options;
  const platform = new Platform("portal", {
    ...platformSettings(settings),
    scope,
    network: existingOr(settings, { zones: 2, nat: "single" }),
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
  platform.alarms?.watchDatabase("database", database);
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
    new MicroService(name, { ...common(platform, settings, name), ...args });
  const behind = {
    order: service("order", { port: 8001, link: [database] }),
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
  });
  const site = new StaticSite("portal", {
    scope,
    loadBalancer,
    apiPaths: ["/api/*", "/health"],
    apiHost: settings.domain,
  });

  return {
    platform,
    outputs: {
      api_gateway_url: site.url,
      s3_bucket_name: site.bucketName,
      gateway_target_group_arn: gateway.targetGroupArn,
      cloudfront_distribution_id: site.distributionId,
      url: platform.url,
      clusterName: platform.cluster.clusterName,
    },
  };
}

type ServiceArgs = Pick<MicroServiceArgs, "port" | "link"> &
  Partial<Pick<MicroServiceArgs, "routes">>;
