export { Alarms, type AlarmsArgs } from "./alarms";
export { type BackupInterval, BackupPlan, type BackupPlanArgs } from "./backup-plan";
export type { CacheArgs, EvictionPolicy } from "./cache/args";
export { Cache } from "./cache/cache";
export { Cluster, type ClusterArgs } from "./cluster";
export {
  type Architecture,
  ContainerImage,
  type ContainerImageArgs,
  type ImageBuild,
} from "./container-image";
export type { DatabaseArgs } from "./database/args";
export { Database } from "./database/database";
export { EncryptionKey, type EncryptionKeyArgs } from "./encryption-key";
export { ArgumentError } from "./errors";
export { ExistingDatabase, type ExistingDatabaseArgs } from "./existing-database";
export type { Connection, Link, Linkable, SecretRef } from "./link";
export { LoadBalancer, type LoadBalancerArgs } from "./load-balancer/load-balancer";
export type {
  Capacity,
  Health,
  MicroServiceArgs,
  RollingDeployment,
  Scaling,
} from "./micro-service/args";
export { MicroService } from "./micro-service/micro-service";
export { MigrationTask, type MigrationTaskArgs } from "./migration-task";
export { Network, type NetworkArgs } from "./network/network";
export { type FargateSize, fargateSize } from "./plan/fargate-size";
export { decryptWith, readParameters, readSecrets, type Statement } from "./plan/iam-statements";
export type { Route } from "./plan/routes";
export { type Environment, Scope, type ScopeArgs } from "./plan/scope";
export { Platform, type PlatformArgs } from "./platform";
export { tagEverything } from "./tags";
export type { TaskArgs } from "./task/task";
