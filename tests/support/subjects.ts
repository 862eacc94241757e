import * as pulumi from "@pulumi/pulumi";

import {
  Alarms,
  AlarmsArgs,
  AuditTrail,
  AuditTrailArgs,
  Bucket,
  BucketArgs,
  Cluster,
  ClusterArgs,
  ContainerImage,
  ContainerImageArgs,
  Dashboard,
  DashboardArgs,
  Database,
  DatabaseArgs,
  DeployRole,
  DeployRoleArgs,
  EncryptionKey,
  EncryptionKeyArgs,
  LoadBalancer,
  LoadBalancerArgs,
  MicroService,
  MicroServiceArgs,
  MigrationTask,
  MigrationTaskArgs,
  Network,
  NetworkArgs,
  Platform,
  PlatformArgs,
  StaticSite,
  StaticSiteArgs,
} from "../../components";
import { CERTIFICATE } from "./platform";

/** What components stand on, and another of its kind to tell what a change makes of it. */
export interface Ground {
  main: Platform;
  other: Platform;
}

/** A component class. */
export type ComponentClass<A> = (new (
  name: string,
  args: A,
  opts?: pulumi.ComponentResourceOptions,
) => pulumi.ComponentResource) & { readonly __pulumiType: string };

/** How to make a component, and another value for each argument that it takes. */
export interface Subject<A> {
  component: ComponentClass<A>;
  args: (ground: Pick<Ground, "main">) => A;
  changes: { [K in keyof Required<A>]: (ground: Ground) => A[K] };
}

const image = (main: Platform, name: string) =>
  new ContainerImage(name, {
    scope: main.scope,
    key: main.key,
    repository: "orders",
    context: "services/order-management/order-service",
  });

const database = ({ scope, network, key }: Platform) =>
  new Database("linked", { scope, network, key, databaseName: "linked" });

const encryptionKey: Subject<EncryptionKeyArgs> = {
  component: EncryptionKey,
  args: ({ main }) => ({ scope: main.scope }),
  changes: { scope: ({ other }) => other.scope },
};

const network: Subject<NetworkArgs> = {
  component: Network,
  args: ({ main: { scope, key } }) => ({ scope, key }),
  changes: {
    scope: ({ other }) => other.scope,
    key: ({ other }) => other.key,
    cidrBlock: () => "10.9.0.0/16",
    zones: () => 3,
    nat: () => "perAz",
    logRetentionDays: () => 90,
  },
};

const auditTrail: Subject<AuditTrailArgs> = {
  component: AuditTrail,
  args: ({ main: { scope, key } }) => ({ scope, key }),
  changes: {
    scope: ({ other }) => other.scope,
    key: ({ other }) => other.key,
    retentionDays: () => 400,
    bucketName: () => "shop-records",
  },
};

const bucket: Subject<BucketArgs> = {
  component: Bucket,
  args: ({ main: { scope } }) => ({ scope }),
  changes: {
    scope: ({ other }) => other.scope,
    key: ({ main }) => main.key,
    name: () => "shop-products",
    cdn: () => true,
    glacierAfterDays: () => 90,
    cors: () => ({ origins: ["https://shop.example.com"] }),
  },
};

const cluster: Subject<ClusterArgs> = {
  component: Cluster,
  args: ({ main }) => ({ scope: main.scope, network: main.network, key: main.key }),
  changes: {
    scope: ({ other }) => other.scope,
    network: ({ other }) => other.network,
    key: ({ other }) => other.key,
    logRetentionDays: () => 90,
  },
};

const loadBalancer: Subject<LoadBalancerArgs> = {
  component: LoadBalancer,
  args: ({ main }) => ({
    scope: main.scope,
    network: main.network,
    certificateArn: CERTIFICATE,
  }),
  changes: {
    scope: ({ other }) => other.scope,
    network: ({ other }) => other.network,
    certificateArn: () => CERTIFICATE.replace("0000-4000", "1111-4000"),
  },
};

const containerImage: Subject<ContainerImageArgs> = {
  component: ContainerImage,
  args: ({ main: { scope, key } }) => ({
    scope,
    key,
    repository: "orders",
    context: "services/order-management/order-service",
  }),
  changes: {
    scope: ({ other }) => other.scope,
    key: ({ other }) => other.key,
    repository: () => "other",
    context: () => "services/order-management/invoice-service",
    dockerfile: () => "../invoice-service/Dockerfile",
    target: () => "build",
    args: () => ({ VERSION: "1" }),
    tag: () => "v1",
    architecture: () => "arm64",
  },
};

const alarms: Subject<AlarmsArgs> = {
  component: Alarms,
  args: ({ main: { scope, key } }) => ({ scope, key }),
  changes: {
    scope: ({ other }) => other.scope,
    key: ({ other }) => other.key,
    email: () => "operators@example.com",
  },
};

const platform: Subject<PlatformArgs> = {
  component: Platform,
  args: ({ main: { scope } }) => ({ scope, certificateArn: CERTIFICATE }),
  changes: {
    scope: ({ other }) => other.scope,
    network: () => ({ nat: "none" }),
    certificateArn: () => CERTIFICATE.replace("0000-4000", "1111-4000"),
    logRetentionDays: () => 90,
    alarms: () => false,
  },
};

const databaseSubject: Subject<DatabaseArgs> = {
  component: Database,
  args: ({ main: { scope, network, key } }) => ({ scope, network, key, databaseName: "orders" }),
  changes: {
    scope: ({ other }) => other.scope,
    network: ({ other }) => other.network,
    key: ({ other }) => other.key,
    databaseName: () => "other",
    version: () => "17",
    instanceClass: () => "db.m7g.large",
    storageGiB: () => 50,
    multiAz: () => false,
    backupDays: () => 35,
    logRetentionDays: () => 90,
  },
};

/** What services and one-off tasks have in common. */
const taskChanges = {
  platform: ({ other }: Ground) => other,
  size: () => ({ cpu: 1024, memory: 2048 }) as const,
  link: ({ main }: Ground) => [database(main)],
  environment: () => ({ LOG_LEVEL: "debug" }),
  secrets: () => ({ TOKEN: { kind: "parameter", name: "/token" } as const }),
  permissions: () => [
    { sid: "Send", actions: ["sqs:SendMessage"], resources: ["arn:aws:sqs:us-east-1:1:q"] },
  ],
  user: () => "2000",
};

const migrationTask: Subject<MigrationTaskArgs> = {
  component: MigrationTask,
  args: ({ main }) => ({
    platform: main,
    image: image(main, "image"),
    command: ["node", "migrate.js"],
    size: { cpu: 256, memory: 512 },
  }),
  changes: {
    ...taskChanges,
    image: ({ main: { scope, key } }) =>
      new ContainerImage("other-image", {
        scope,
        key,
        repository: "invoices",
        context: "services/order-management/invoice-service",
      }),
    command: () => ["node", "other.js"],
    timeoutSeconds: () => 60,
  },
};

const microService: Subject<MicroServiceArgs> = {
  component: MicroService,
  args: ({ main }) => ({
    platform: main,
    image: { context: "services/order-management/order-service" },
    port: 3001,
    size: { cpu: 512, memory: 1024 },
    routes: ["/api/orders*"],
    health: { path: "/health" },
    scaling: { min: 2, max: 10 },
  }),
  changes: {
    ...taskChanges,
    image: () => ({ context: "services/order-management/invoice-service" }),
    port: () => 3009,
    routes: () => ["/api/others*"],
    health: () => ({ path: "/ready" }),
    scaling: () => ({ min: 3, max: 10 }),
    capacity: () => "spot",
    deployment: () => ({ strategy: "rolling", minHealthyPercent: 50 }),
    exec: () => true,
    targetGroupName: () => "orders-tg",
    latencyTarget: () => 0.5,
    dependsOn: ({ main }) => [image(main, "first")],
  },
};

/** A service that a dashboard shows, with the target group's name in it. */
const shown = (targetGroup: string) => ({
  targetGroupArnSuffixes: [pulumi.output(`targetgroup/${targetGroup}/0123456789abcdef`)],
});

const dashboard: Subject<DashboardArgs> = {
  component: Dashboard,
  args: ({ main: { scope, loadBalancer } }) => ({
    scope,
    loadBalancer,
    services: { orders: shown("orders") },
  }),
  changes: {
    scope: ({ other }) => other.scope,
    loadBalancer: ({ other }) => other.loadBalancer,
    services: () => ({ orders: shown("orders"), invoices: shown("invoices") }),
    database: () => ({ identifier: "orders" }),
    cache: () => ({ nodeIds: ["orders-001"] }),
  },
};

const deployRole: Subject<DeployRoleArgs> = {
  component: DeployRole,
  args: ({ main: { scope } }) => ({
    scope,
    repository: "example/shop",
    from: { environment: "prod" },
    oidcProvider: "create",
    state: { bucket: "shop-state" },
  }),
  changes: {
    scope: ({ other }) => other.scope,
    repository: () => "example/other",
    from: () => ({ branch: "main" }),
    oidcProvider: () =>
      "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com",
    state: () => ({ bucket: "shop-state", keyAlias: "alias/shop-state" }),
    buckets: () => ["ecommerce-products"],
  },
};

const staticSite: Subject<StaticSiteArgs> = {
  component: StaticSite,
  args: ({ main: { scope, loadBalancer } }) => ({
    scope,
    loadBalancer,
    domain: { host: "shop.example.com", certificateArn: CERTIFICATE },
  }),
  changes: {
    scope: ({ other }) => other.scope,
    bucketName: () => "shop-frontend",
    buckets: ({ main: { scope } }) => [
      { path: "/images/*", bucket: new Bucket("images", { scope, cdn: true }) },
    ],
    loadBalancer: ({ other }) => other.loadBalancer,
    apiPaths: () => ["/v1/*"],
    apiHost: () => "api.example.com",
    spa: () => false,
    domain: () => ({ host: "other.example.com", certificateArn: CERTIFICATE }),
    priceClass: () => "PriceClass_All",
    webAclArn: () => "arn:aws:wafv2:us-east-1:123456789012:global/webacl/edge/1",
    contentSecurityPolicy: () => "default-src 'self'",
    logDays: () => 30,
  },
};

/** Every component, by its class name. */
export const subjects: Readonly<Record<string, Subject<any>>> = {
  Alarms: alarms,
  AuditTrail: auditTrail,
  Bucket: bucket,
  Cluster: cluster,
  ContainerImage: containerImage,
  Dashboard: dashboard,
  Database: databaseSubject,
  DeployRole: deployRole,
  EncryptionKey: encryptionKey,
  LoadBalancer: loadBalancer,
  MicroService: microService,
  MigrationTask: migrationTask,
  Network: network,
  Platform: platform,
  StaticSite: staticSite,
};
