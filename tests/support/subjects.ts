import * as pulumi from "@pulumi/pulumi";

import {
  Alarms,
  AlarmsArgs,
  BackupPlan,
  BackupPlanArgs,
  Cache,
  CacheArgs,
  AuditTrail,
  AuditTrailArgs,
  Bucket,
  BucketArgs,
  Broker,
  BrokerArgs,
  Cluster,
  ClusterArgs,
  CodeDeployApplication,
  CodeDeployApplicationArgs,
  ContainerImage,
  ContainerImageArgs,
  Dashboard,
  DashboardArgs,
  Database,
  DatabaseArgs,
  Dns,
  DnsArgs,
  DeployRole,
  DeployRoleArgs,
  EncryptionKey,
  EncryptionKeyArgs,
  FileSystem,
  FileSystemArgs,
  ExistingDatabase,
  ExistingDatabaseArgs,
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
  Secret,
  SecretArgs,
  StaticSite,
  StaticSiteArgs,
  Telemetry,
  TelemetryArgs,
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
  /** Asks the component for what it makes on request only, or makes what stands on it. */
  use?: (made: any, ground: Ground, opts: pulumi.ComponentResourceOptions) => unknown;
}

/** A VPC that was there before. */
export const EXISTING_VPC = {
  vpcId: "vpc-0a0a0a0a0a0a0a0a0",
  publicSubnetIds: ["subnet-0a0a0a0a0a0a0a0a1", "subnet-0a0a0a0a0a0a0a0a2"],
  privateSubnetIds: ["subnet-0b0b0b0b0b0b0b0b1", "subnet-0b0b0b0b0b0b0b0b2"],
  isolatedSubnetIds: ["subnet-0c0c0c0c0c0c0c0c1", "subnet-0c0c0c0c0c0c0c0c2"],
};

/** An image that something else built. */
const PINNED = `public.ecr.aws/acme/orders@sha256:${"a".repeat(64)}`;

const RESOURCE = "arn:aws:rds:us-east-1:123456789012:db:orders";

const image = (main: Platform, name: string) =>
  new ContainerImage(name, {
    scope: main.scope,
    key: main.key,
    repository: "orders",
    context: "services/order-management/order-service",
  });

const database = ({ scope, network, key }: Platform) =>
  new Database("linked", { scope, network, key, databaseName: "linked" });

const dns: Subject<DnsArgs> = {
  component: Dns,
  args: () => ({ hostedZone: "example.com", host: "orders.example.com" }),
  changes: {
    hostedZone: () => "orders.example.com",
    host: () => "other.example.com",
    region: () => "eu-west-1",
    certificateArn: () => CERTIFICATE,
  },
};

const encryptionKey: Subject<EncryptionKeyArgs> = {
  component: EncryptionKey,
  args: ({ main }) => ({ scope: main.scope }),
  changes: {
    scope: ({ other }) => other.scope,
    logGroups: () => ["/ecs/event-booking-cluster-prod*"],
    region: () => "us-west-2",
  },
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
    endpoints: () => "derived",
    existing: () => EXISTING_VPC,
    logRetentionDays: () => 90,
  },
  use: made => (made as Network).reach("web", { awsServices: ["sqs"], internet: [] }),
};

const backupPlan: Subject<BackupPlanArgs> = {
  component: BackupPlan,
  args: ({ main: { scope, key } }) => ({ scope, key, resources: [RESOURCE] }),
  changes: {
    scope: ({ other }) => other.scope,
    key: ({ other }) => other.key,
    resources: () => [`${RESOURCE}-other`],
    keepDays: () => ({ daily: 7 }),
    copyTo: ({ main: { scope } }) => new EncryptionKey("west", { scope, region: "us-west-2" }),
    lock: () => ({ minDays: 7 }),
  },
};

const existingDatabase: Subject<ExistingDatabaseArgs> = {
  component: ExistingDatabase,
  args: ({ main: { scope, key } }) => ({
    scope,
    key,
    host: "postgres-cluster.cluster-xyz.us-east-1.rds.amazonaws.com",
    databaseName: "orders",
    username: "orders",
    password: pulumi.secret("p@ss/word"),
    peer: { cidrIpv4: "10.8.0.0/24" },
  }),
  changes: {
    scope: ({ other }) => other.scope,
    key: ({ other }) => other.key,
    host: () => "db.example.com",
    port: () => 5433,
    databaseName: () => "other",
    username: () => "other",
    password: () => pulumi.secret("other"),
    peer: () => ({ securityGroupId: "sg-0123456789abcdef0" }),
  },
};

const cache: Subject<CacheArgs> = {
  component: Cache,
  args: ({ main: { scope, network, key } }) => ({ scope, network, key }),
  changes: {
    scope: ({ other }) => other.scope,
    network: ({ other }) => other.network,
    key: ({ other }) => other.key,
    engine: () => "valkey",
    version: () => "7.0",
    nodeType: () => "cache.m7g.large",
    nodes: () => 3,
    cluster: () => ({ shards: 2, replicas: 1 }),
    evictionPolicy: () => "allkeys-lru",
    reservedMemoryPercent: () => 50,
    snapshotDays: () => 1,
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
    name: () => "event-booking-cluster-prod",
    logGroups: () => "perService",
    logRetentionDays: () => 90,
  },
};

const codeDeployApplication: Subject<CodeDeployApplicationArgs> = {
  component: CodeDeployApplication,
  args: ({ main }) => ({ scope: main.scope }),
  changes: { scope: ({ other }) => other.scope },
};

const loadBalancer: Subject<LoadBalancerArgs> = {
  component: LoadBalancer,
  args: ({ main }) => ({
    scope: main.scope,
    network: main.network,
    key: main.key,
    certificateArn: CERTIFICATE,
    waf: {},
  }),
  changes: {
    scope: ({ other }) => other.scope,
    network: ({ other }) => other.network,
    key: ({ other }) => other.key,
    name: () => "orders-alb",
    certificateArn: () => CERTIFICATE.replace("0000-4000", "1111-4000"),
    waf: () => ({ rateLimits: [{ name: "all", perSecond: 10 }] }),
    headers: () => ({ contentSecurityPolicy: "default-src 'self'" }),
    responses: () => [{ path: "/metrics*", status: 403 }],
    logRetentionDays: () => 90,
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
    reference: () => PINNED,
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
    cluster: () => ({ name: "event-booking-cluster-prod" }),
    certificateArn: () => CERTIFICATE.replace("0000-4000", "1111-4000"),
    domain: () => ({ hostedZone: "example.com", host: "orders.example.com" }),
    loadBalancer: () => ({ name: "orders-alb" }),
    logRetentionDays: () => 90,
    alarms: () => false,
    sleep: () => ({ from: "20:00", to: "07:00", timezone: "Europe/Berlin" }),
  },
  use: (main: Platform) => new MicroService("user", microService.args({ main }), { parent: main }),
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
    aurora: () => ({ capacity: { min: 0.5, max: 4 } }),
    instanceClass: () => "db.m7g.large",
    storageGiB: () => 50,
    multiAz: () => false,
    replicas: () => 1,
    parameters: () => ({ max_connections: "200" }),
    proxy: () => true,
    masterPassword: () => "managed",
    backupDays: () => 35,
    copyBackupsTo: ({ main: { scope } }) =>
      new EncryptionKey("west", { scope, region: "us-west-2" }),
    logRetentionDays: () => 90,
  },
};

const secret: Subject<SecretArgs> = {
  component: Secret,
  args: ({ main: { scope, key } }) => ({ scope, key, path: "chat/token", variable: "TOKEN" }),
  changes: {
    scope: ({ other }) => other.scope,
    key: ({ other }) => other.key,
    path: () => "chat/other",
    variable: () => "OTHER",
    generate: () => ({ bytes: 64 }),
  },
};

const fileSystem: Subject<FileSystemArgs> = {
  component: FileSystem,
  args: ({ main: { scope, network, key } }) => ({ scope, network, key }),
  changes: {
    scope: ({ other }) => other.scope,
    network: ({ other }) => other.network,
    key: ({ other }) => other.key,
    root: () => "/uploads",
    uid: () => 2000,
    gid: () => 2000,
    backup: () => false,
    infrequentAccessDays: () => 30,
  },
};

const broker: Subject<BrokerArgs> = {
  component: Broker,
  args: ({ main }) => ({ platform: main }),
  changes: {
    platform: ({ other }) => other,
    fileSystem: ({ main: { scope, network, key } }) =>
      new FileSystem("kept", { scope, network, key }),
    size: () => ({ cpu: 1024, memory: 2048 }),
    storageGiB: () => 50,
  },
};

const telemetry: Subject<TelemetryArgs> = {
  component: Telemetry,
  args: ({ main }) => ({ platform: main, prometheus: {} }),
  changes: {
    platform: ({ other }) => other,
    tracing: () => false,
    prometheus: () => undefined,
    architecture: () => "arm64",
  },
  use: (telemetry: Telemetry, { main }, opts) => {
    new MicroService(
      "observed",
      {
        platform: main,
        telemetry,
        image: telemetry.image,
        port: 3001,
        size: { cpu: 256, memory: 512 },
        health: { path: "/health" },
        scaling: { min: 1, max: 2 },
      },
      opts,
    );
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
  volumes: ({ main: { scope, network, key } }: Ground) => [
    { fileSystem: new FileSystem("mounted", { scope, network, key }), path: "/files" },
  ],
  telemetry: ({ main }: Ground) => new Telemetry("collecting", { platform: main }),
  sidecars: () => ({
    proxy: { image: `public.ecr.aws/proxy/proxy@sha256:${"a".repeat(64)}` },
  }),
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
    deployment: { strategy: "blueGreen" },
  }),
  changes: {
    ...taskChanges,
    image: () => ({ context: "services/order-management/invoice-service" }),
    port: () => 3009,
    routes: () => ["/api/others*"],
    loadBalancer: ({ main: { scope, network, key } }) =>
      new LoadBalancer("second", {
        scope,
        network,
        key,
        name: "second",
        certificateArn: CERTIFICATE,
      }),
    health: () => ({ path: "/ready" }),
    scaling: () => ({ min: 3, max: 10 }),
    capacity: () => "spot",
    deployment: () => ({ strategy: "rolling", minHealthyPercent: 50 }),
    exec: () => true,
    rolloutTimeoutSeconds: () => 600,
    discovery: () => "serviceConnect",
    serviceName: () => "orders-service",
    targetGroupName: () => "orders-tg",
    alternateTargetGroupName: () => "orders-green",
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
    rights: () => "read",
    from: () => ({ branch: "main" }),
    oidcProvider: () =>
      "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com",
    state: () => ({ bucket: "shop-state", keyAlias: "alias/shop-state" }),
    hostedZoneIds: () => ["Z0123456789ABC"],
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
  BackupPlan: backupPlan,
  Cache: cache,
  AuditTrail: auditTrail,
  Bucket: bucket,
  Broker: broker,
  Cluster: cluster,
  CodeDeployApplication: codeDeployApplication,
  ContainerImage: containerImage,
  Dashboard: dashboard,
  Database: databaseSubject,
  Dns: dns,
  DeployRole: deployRole,
  EncryptionKey: encryptionKey,
  FileSystem: fileSystem,
  ExistingDatabase: existingDatabase,
  LoadBalancer: loadBalancer,
  MicroService: microService,
  MigrationTask: migrationTask,
  Network: network,
  Platform: platform,
  Secret: secret,
  StaticSite: staticSite,
  Telemetry: telemetry,
};
