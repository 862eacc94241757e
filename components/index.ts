export { Alarms, type AlarmsArgs } from "./alarms";
export { Cluster, type ClusterArgs } from "./cluster";
export { CodeDeployApplication, type CodeDeployApplicationArgs } from "./code-deploy-application";
export {
  type Architecture,
  ContainerImage,
  type ContainerImageArgs,
  type ImageBuild,
} from "./container-image";
export { Database, type DatabaseArgs } from "./database/database";
export { EncryptionKey, type EncryptionKeyArgs } from "./encryption-key";
export { ArgumentError } from "./errors";
export type { Connection, Link, Linkable, SecretRef } from "./link";
export { LoadBalancer, type LoadBalancerArgs } from "./load-balancer/load-balancer";
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
} from "./micro-service/deployment";
export type { Health, Readiness } from "./micro-service/health";
export { MicroService } from "./micro-service/micro-service";
export { MigrationTask, type MigrationTaskArgs } from "./migration-task";
export { Network, type NetworkArgs } from "./network/network";
export { type FargateSize, fargateSize } from "./plan/fargate-size";
export { decryptWith, readParameters, readSecrets, type Statement } from "./plan/iam-statements";
export type { Route } from "./plan/routes";
export type { ScheduledScaling, Sleep } from "./plan/schedules";
export { type Environment, Scope, type ScopeArgs } from "./plan/scope";
export { Platform, type PlatformArgs } from "./platform";
export { tagEverything } from "./tags";
export type { TaskArgs } from "./task/task";
