export { Alarms, type AlarmsArgs } from "./alarms";
export { AuditTrail, type AuditTrailArgs } from "./audit-trail";
export { Bucket, type BucketArgs, type BucketCors } from "./bucket/bucket";
export { Cluster, type ClusterArgs } from "./cluster";
export {
  type Architecture,
  ContainerImage,
  type ContainerImageArgs,
  type ImageBuild,
} from "./container-image";
export { Dashboard, type DashboardArgs } from "./dashboard/dashboard";
export { Database, type DatabaseArgs } from "./database/database";
export { DeployRole, type DeployRoleArgs } from "./deploy-role/deploy-role";
export { EncryptionKey, type EncryptionKeyArgs } from "./encryption-key";
export { ArgumentError } from "./errors";
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
export type { CacheLimits, DatabaseLimits, WatchedCache, WatchedDatabase } from "./plan/watches";
export type { Route } from "./plan/routes";
export { type Environment, Scope, type ScopeArgs } from "./plan/scope";
export { Platform, type PlatformArgs } from "./platform";
export type { StaticSiteArgs } from "./static-site/args";
export { StaticSite } from "./static-site/static-site";
export { tagEverything } from "./tags";
export type { TaskArgs } from "./task/task";
