import {
  Capacity,
  ContainerImage,
  Database,
  decryptWith,
  MicroService,
  MigrationTask,
  Platform,
  readParameters,
  readSecrets,
  Scope,
} from "../../components";
import { Settings } from "../../settings";
import { adjusted, buildOf, defineSystem, edgeOf, Sizing } from "../system";

const FOLDER = "services/order-management";

/** Orders, customers and invoices: two services, one database, one migration before both. */
export const orderManagement = defineSystem({
  app: "order-management",
  services: ["order-service", "invoice-service"],
  deploy,
});

function deploy(scope: Scope, settings: Settings): Record<string, unknown> {
  const platform = new Platform("order-management", {
    scope,
    network: { zones: 2, nat: "none" },
    ...edgeOf(settings),
    loadBalancer: { waf: false },
    logRetentionDays: scope.isProd ? 30 : 14,
    alarms: scope.isProd && { email: settings.alarmEmail },
  });
  const { key, network } = platform;
  const database = new Database("order-management", {
    scope,
    network,
    key,
    databaseName: "order_management",
    instanceClass: scope.isProd ? "db.t4g.medium" : "db.t4g.micro",
  });
  platform.alarms?.watchDatabase("database", database, { connections: 240 });
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
    url: platform.url,
    albDnsName: platform.loadBalancer.dnsName,
    clusterName: platform.cluster.clusterName,
    logGroupName: platform.cluster.logGroupName,
    kmsAlias: key.alias,
    orderServiceTargetGroupArn: orders.targetGroupArn,
    invoiceServiceTargetGroupArn: invoices.targetGroupArn,
    migrationTaskDefinitionArn: migration.taskDefinitionArn,
    databaseCredentialsArn: database.credentialsArn,
  };
}

/** Invoices can wait for a task to come back; orders cannot, and stay on demand. */
const MOSTLY_ON_DEMAND: Capacity = { fargate: { base: 1, weight: 1 }, spot: { weight: 1 } };

function sizing({ isProd }: Scope): Sizing {
  const follow = { cpuUtilization: 70, memoryUtilization: 80, scaleOutCooldown: 300 };
  return isProd
    ? { size: { cpu: 512, memory: 1024 }, scaling: { min: 2, desired: 3, max: 10, ...follow } }
    : { size: { cpu: 256, memory: 512 }, scaling: { min: 1, desired: 1, max: 2, ...follow } };
}

/** The documented rights of the services' code: read this system's parameters and secrets. */
function ownConfiguration(scope: Scope) {
  return [
    readParameters(scope, [scope.path("*")]),
    readSecrets([scope.arn("secretsmanager", `secret:${scope.path("*")}`)]),
    decryptWith(scope, `alias/${scope.name()}`, ["secretsmanager", "ssm"]),
  ];
}
