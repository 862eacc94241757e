import * as pulumi from "@pulumi/pulumi";

import {
  Alarms,
  AlarmsArgs,
  BackupPlan,
  BackupPlanArgs,
  Cache,
  CacheArgs,
  Cluster,
  ClusterArgs,
  ContainerImage,
  ContainerImageArgs,
  Database,
  DatabaseArgs,
  EncryptionKey,
  EncryptionKeyArgs,
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

const encryptionKey: Subject<EncryptionKeyArgs> = {
  component: EncryptionKey,
  args: ({ main }) => ({ scope: main.scope }),
  changes: { scope: ({ other }) => other.scope, region: () => "us-west-2" },
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

/** Every component, by its class name. */
export const subjects: Readonly<Record<string, Subject<any>>> = {
  Alarms: alarms,
  BackupPlan: backupPlan,
  Cache: cache,
  Cluster: cluster,
  ContainerImage: containerImage,
  Database: databaseSubject,
  EncryptionKey: encryptionKey,
  ExistingDatabase: existingDatabase,
  LoadBalancer: loadBalancer,
  MicroService: microService,
  MigrationTask: migrationTask,
  Network: network,
  Platform: platform,
};
