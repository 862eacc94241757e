export { Alarms, type AlarmsArgs } from "./alarms";
export { Broker, type BrokerArgs } from "./broker/broker";
export { Cluster, type ClusterArgs } from "./cluster";
export {
  type Architecture,
  ContainerImage,
  type ContainerImageArgs,
  type ImageBuild,
} from "./container-image";
export { Database, type DatabaseArgs } from "./database/database";
export { EncryptionKey, type EncryptionKeyArgs } from "./encryption-key";
export { ArgumentError } from "./errors";
export { FileSystem, type FileSystemArgs } from "./file-system";
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
export type { Sidecar } from "./task/sidecars";
export type { TaskArgs } from "./task/task";
export type { Volume } from "./task/volumes";
export { type Scraping, Telemetry, type TelemetryArgs } from "./telemetry/telemetry";
