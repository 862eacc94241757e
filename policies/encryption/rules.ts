import type { Policies } from "@pulumi/policy";

import { albListenerHttpsOnly } from "./alb-listener-https-only";
import { albListenerTlsPolicy } from "./alb-listener-tls-policy";
import { albTargetGroupHttps } from "./alb-target-group-https";
import { apiGatewayDomainTls } from "./api-gateway-domain-tls";
import { backupVaultEncrypted } from "./backup-vault-encrypted";
import { cloudfrontCustomCertificate } from "./cloudfront-custom-certificate";
import { cloudfrontMinimumTlsVersion } from "./cloudfront-minimum-tls-version";
import { cloudfrontOriginTls } from "./cloudfront-origin-tls";
import { cloudfrontViewerHttps } from "./cloudfront-viewer-https";
import { cloudtrailEncrypted } from "./cloudtrail-encrypted";
import { dynamodbTableEncryptedWithKms } from "./dynamodb-table-encrypted-with-kms";
import { ebsVolumeEncrypted } from "./ebs-volume-encrypted";
import { ecrRepositoryEncrypted } from "./ecr-repository-encrypted";
import { ecsNoEnvironmentSecrets } from "./ecs-no-environment-secrets";
import { ecsTaskVolumeEncryption } from "./ecs-task-volume-encryption";
import { efsEncrypted } from "./efs-encrypted";
import { elasticacheRedisAtRestEncryption } from "./elasticache-redis-at-rest-encryption";
import { elasticacheRedisCustomerManagedKey } from "./elasticache-redis-customer-managed-key";
import { elasticacheRedisInTransitEncryption } from "./elasticache-redis-in-transit-encryption";
import { kinesisStreamEncrypted } from "./kinesis-stream-encrypted";
import { kmsKeyDeletionWindow } from "./kms-key-deletion-window";
import { kmsKeyRotationEnabled } from "./kms-key-rotation-enabled";
import { logGroupEncrypted } from "./log-group-encrypted";
import { mskEncryptionInTransit } from "./msk-encryption-in-transit";
import { noPlaintextSecret } from "./no-plaintext-secret";
import { opensearchEncrypted } from "./opensearch-encrypted";
import { rdsCaCertificateCurrent } from "./rds-ca-certificate-current";
import { rdsCustomMasterUsername } from "./rds-custom-master-username";
import { rdsForceSsl } from "./rds-force-ssl";
import { rdsMasterPasswordManaged } from "./rds-master-password-managed";
import { rdsPerformanceInsightsEncrypted } from "./rds-performance-insights-encrypted";
import { rdsProxyRequireTls } from "./rds-proxy-require-tls";
import { rdsStorageCustomerManagedKey } from "./rds-storage-customer-managed-key";
import { rdsStorageEncrypted } from "./rds-storage-encrypted";
import { s3BucketObjectLockLogs } from "./s3-bucket-object-lock-logs";
import { s3BucketServerSideEncryptionEnabled } from "./s3-bucket-server-side-encryption-enabled";
import { s3BucketServerSideEncryptionKms } from "./s3-bucket-server-side-encryption-kms";
import { s3BucketSslRequestsOnly } from "./s3-bucket-ssl-requests-only";
import { secretsmanagerRotationEnabled } from "./secretsmanager-rotation-enabled";
import { secretsmanagerSecretCustomerManagedKey } from "./secretsmanager-secret-customer-managed-key";
import { snsTopicEncrypted } from "./sns-topic-encrypted";
import { snsTopicSslRequestsOnly } from "./sns-topic-ssl-requests-only";
import { sqsQueueEncrypted } from "./sqs-queue-encrypted";
import { ssmParameterSecureString } from "./ssm-parameter-secure-string";

/** The rules of the encryption pack, in the order of the catalogue. */
export const encryptionRules: Policies = [
  rdsStorageEncrypted,
  rdsStorageCustomerManagedKey,
  rdsPerformanceInsightsEncrypted,
  rdsForceSsl,
  rdsCustomMasterUsername,
  rdsCaCertificateCurrent,
  rdsProxyRequireTls,
  rdsMasterPasswordManaged,
  elasticacheRedisAtRestEncryption,
  elasticacheRedisInTransitEncryption,
  elasticacheRedisCustomerManagedKey,
  s3BucketServerSideEncryptionEnabled,
  s3BucketServerSideEncryptionKms,
  s3BucketSslRequestsOnly,
  s3BucketObjectLockLogs,
  efsEncrypted,
  ebsVolumeEncrypted,
  ecsTaskVolumeEncryption,
  ecrRepositoryEncrypted,
  backupVaultEncrypted,
  dynamodbTableEncryptedWithKms,
  opensearchEncrypted,
  kinesisStreamEncrypted,
  mskEncryptionInTransit,
  cloudfrontViewerHttps,
  cloudfrontMinimumTlsVersion,
  cloudfrontOriginTls,
  cloudfrontCustomCertificate,
  albListenerHttpsOnly,
  albListenerTlsPolicy,
  albTargetGroupHttps,
  apiGatewayDomainTls,
  kmsKeyRotationEnabled,
  kmsKeyDeletionWindow,
  secretsmanagerSecretCustomerManagedKey,
  secretsmanagerRotationEnabled,
  ssmParameterSecureString,
  logGroupEncrypted,
  cloudtrailEncrypted,
  snsTopicEncrypted,
  snsTopicSslRequestsOnly,
  sqsQueueEncrypted,
  ecsNoEnvironmentSecrets,
  noPlaintextSecret,
];
