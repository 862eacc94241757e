export { Alarms, type AlarmsArgs } from "./alarms";
export { AuditTrail, type AuditTrailArgs } from "./audit-trail";
export { type BackupInterval, BackupPlan, type BackupPlanArgs } from "./backup-plan";
export { Broker, type BrokerArgs } from "./broker/broker";
export { Bucket, type BucketArgs, type BucketCors } from "./bucket/bucket";
export type { CacheArgs, EvictionPolicy } from "./cache/args";
export { Cache } from "./cache/cache";
export { Cluster, type ClusterArgs } from "./cluster";
export { CodeDeployApplication, type CodeDeployApplicationArgs } from "./code-deploy-application";
export {
  type Architecture,
  ContainerImage,
  type ContainerImageArgs,
  type ImageBuild,
  type PushedImage,
} from "./container-image";
export { Dashboard, type DashboardArgs } from "./dashboard/dashboard";
export type { DatabaseArgs } from "./database/args";
export { Database } from "./database/database";
export { DeployRole, type DeployRoleArgs } from "./deploy-role/deploy-role";
export { refuseSharedNames } from "./distinct-names";
export { type AliasTarget, Dns, type DnsArgs } from "./dns";
export { EncryptionKey, type EncryptionKeyArgs } from "./encryption-key";
export { ArgumentError } from "./errors";
export { ExistingDatabase, type ExistingDatabaseArgs } from "./existing-database";
export { ExternalApi, type ExternalApiArgs } from "./external-api";
export { FileSystem, type FileSystemArgs } from "./file-system";
export type { Connection, Link, Linkable, SecretRef } from "./link";
export type { FixedResponse } from "./load-balancer/fixed-responses";
export { LoadBalancer, type LoadBalancerArgs } from "./load-balancer/load-balancer";
export type { RateLimit } from "./load-balancer/rate-limits";
export type { Cors, ResponseHeaders } from "./load-balancer/response-headers";
export type { WafArgs } from "./load-balancer/web-acl";
export type { Capacity, Discovery, MicroServiceArgs, Scaling } from "./micro-service/args";
export type {
  BlueGreenDeployment,
  CanaryDeployment,
  CodeDeployDeployment,
  Deployment,
  DeploymentHook,
  DeploymentStage,
  LinearDeployment,
  RollingDeployment,
  TestTraffic,
} from "./micro-service/deployment";
export type { Health, Readiness } from "./micro-service/health";
export { MicroService } from "./micro-service/micro-service";
export { MigrationTask, type MigrationTaskArgs } from "./migration-task";
export type { ExistingVpc } from "./network/existing-vpc";
export { Network, type NetworkArgs } from "./network/network";
export { type FargateSize, fargateSize } from "./plan/fargate-size";
export { decryptWith, readParameters, readSecrets, type Statement } from "./plan/iam-statements";
export type { Auth, JwtClaim, Rewrite } from "./plan/route-actions";
export type { Route } from "./plan/routes";
export type { ScheduledScaling, Sleep } from "./plan/schedules";
export { type Environment, Scope, type ScopeArgs } from "./plan/scope";
export type { CacheLimits, DatabaseLimits, WatchedCache, WatchedDatabase } from "./plan/watches";
export { Platform, type PlatformArgs } from "./platform";
export { Secret, type SecretArgs } from "./secret";
export type { StaticSiteArgs } from "./static-site/args";
export { StaticSite } from "./static-site/static-site";
export { tagEverything } from "./tags";
export type { Sidecar } from "./task/sidecars";
export type { TaskArgs } from "./task/task";
export type { Volume } from "./task/volumes";
export { type Scraping, Telemetry, type TelemetryArgs } from "./telemetry/telemetry";
