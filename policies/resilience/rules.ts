import type { Policies } from "@pulumi/policy";

import { albDeletionProtection } from "./alb-deletion-protection";
import { albMultiAz } from "./alb-multi-az";
import { albTargetGroupDeregistrationDelay } from "./alb-target-group-deregistration-delay";
import { albTargetGroupHealthCheck } from "./alb-target-group-health-check";
import { asgMultiAz } from "./asg-multi-az";
import { backupPlanCoverage } from "./backup-plan-coverage";
import { backupPlanRetention } from "./backup-plan-retention";
import { backupVaultLock } from "./backup-vault-lock";
import { cloudfrontOriginFailover } from "./cloudfront-origin-failover";
import { codedeployBlueGreenTermination } from "./codedeploy-blue-green-termination";
import { codedeployRollbackEnabled } from "./codedeploy-rollback-enabled";
import { codedeployServiceIgnoreChanges } from "./codedeploy-service-ignore-changes";
import { dynamodbDeletionProtection } from "./dynamodb-deletion-protection";
import { dynamodbPointInTimeRecovery } from "./dynamodb-point-in-time-recovery";
import { ecsCapacityProviderFallback } from "./ecs-capacity-provider-fallback";
import { ecsContainerHealthCheck } from "./ecs-container-health-check";
import { ecsContainerStopTimeout } from "./ecs-container-stop-timeout";
import { ecsDeploymentAlarmsExist } from "./ecs-deployment-alarms-exist";
import { ecsFargateTaskSize } from "./ecs-fargate-task-size";
import { ecsServiceAutoscaling } from "./ecs-service-autoscaling";
import { ecsServiceDeploymentCircuitBreaker } from "./ecs-service-deployment-circuit-breaker";
import { ecsServiceHealthCheckGracePeriod } from "./ecs-service-health-check-grace-period";
import { ecsServiceMinHealthyPercent } from "./ecs-service-min-healthy-percent";
import { ecsServiceMinTasks } from "./ecs-service-min-tasks";
import { ecsTaskDefinitionValid } from "./ecs-task-definition-valid";
import { efsBackupPolicy } from "./efs-backup-policy";
import { elasticacheAutoMinorVersionUpgrade } from "./elasticache-auto-minor-version-upgrade";
import { elasticacheRedisBackup } from "./elasticache-redis-backup";
import { elasticacheRedisMultiAz } from "./elasticache-redis-multi-az";
import { natGatewayPerAz } from "./nat-gateway-per-az";
import { noForceDestroy } from "./no-force-destroy";
import { rdsAutoMinorVersionUpgrade } from "./rds-auto-minor-version-upgrade";
import { rdsAutomatedBackupsKept } from "./rds-automated-backups-kept";
import { rdsBackupRetention } from "./rds-backup-retention";
import { rdsClusterInstancesMultiAz } from "./rds-cluster-instances-multi-az";
import { rdsDeletionProtection } from "./rds-deletion-protection";
import { rdsFinalSnapshot } from "./rds-final-snapshot";
import { rdsMaintenanceWindow } from "./rds-maintenance-window";
import { rdsMultiAz } from "./rds-multi-az";
import { rdsStorageAutoscaling } from "./rds-storage-autoscaling";
import { s3BucketReplication } from "./s3-bucket-replication";
import { s3BucketVersioningEnabled } from "./s3-bucket-versioning-enabled";
import { secretsmanagerRecoveryWindow } from "./secretsmanager-recovery-window";
import { sqsDeadLetterQueue } from "./sqs-dead-letter-queue";
import { statefulResourcesProtected } from "./stateful-resources-protected";

/** The rules of the resilience pack, in the order of the catalogue. */
export const resilienceRules: Policies = [
  rdsMultiAz,
  rdsClusterInstancesMultiAz,
  rdsBackupRetention,
  rdsAutomatedBackupsKept,
  rdsDeletionProtection,
  rdsFinalSnapshot,
  rdsAutoMinorVersionUpgrade,
  rdsMaintenanceWindow,
  rdsStorageAutoscaling,
  elasticacheRedisMultiAz,
  elasticacheRedisBackup,
  elasticacheAutoMinorVersionUpgrade,
  dynamodbPointInTimeRecovery,
  dynamodbDeletionProtection,
  albMultiAz,
  albDeletionProtection,
  albTargetGroupHealthCheck,
  albTargetGroupDeregistrationDelay,
  asgMultiAz,
  natGatewayPerAz,
  s3BucketVersioningEnabled,
  s3BucketReplication,
  noForceDestroy,
  secretsmanagerRecoveryWindow,
  statefulResourcesProtected,
  backupPlanCoverage,
  backupPlanRetention,
  backupVaultLock,
  efsBackupPolicy,
  cloudfrontOriginFailover,
  sqsDeadLetterQueue,
  ecsServiceMinTasks,
  ecsServiceAutoscaling,
  ecsServiceDeploymentCircuitBreaker,
  ecsServiceMinHealthyPercent,
  ecsServiceHealthCheckGracePeriod,
  ecsContainerHealthCheck,
  ecsFargateTaskSize,
  ecsTaskDefinitionValid,
  codedeployRollbackEnabled,
  codedeployBlueGreenTermination,
  codedeployServiceIgnoreChanges,
  ecsContainerStopTimeout,
  ecsCapacityProviderFallback,
  ecsDeploymentAlarmsExist,
];
