import type { Policies } from "@pulumi/policy";

import { albListenerHttpsOnly } from "./alb-listener-https-only";
import { albListenerTlsPolicy } from "./alb-listener-tls-policy";
import { ebsVolumeEncrypted } from "./ebs-volume-encrypted";
import { ecrRepositoryEncrypted } from "./ecr-repository-encrypted";
import { ecsNoEnvironmentSecrets } from "./ecs-no-environment-secrets";
import { ecsTaskVolumeEncryption } from "./ecs-task-volume-encryption";
import { efsEncrypted } from "./efs-encrypted";
import { elasticacheRedisAtRestEncryption } from "./elasticache-redis-at-rest-encryption";
import { elasticacheRedisInTransitEncryption } from "./elasticache-redis-in-transit-encryption";
import { kmsKeyRotationEnabled } from "./kms-key-rotation-enabled";
import { logGroupEncrypted } from "./log-group-encrypted";
import { noPlaintextSecret } from "./no-plaintext-secret";
import { rdsForceSsl } from "./rds-force-ssl";
import { rdsMasterPasswordManaged } from "./rds-master-password-managed";
import { rdsStorageEncrypted } from "./rds-storage-encrypted";
import { s3BucketServerSideEncryptionEnabled } from "./s3-bucket-server-side-encryption-enabled";
import { s3BucketSslRequestsOnly } from "./s3-bucket-ssl-requests-only";
import { secretsmanagerSecretCustomerManagedKey } from "./secretsmanager-secret-customer-managed-key";
import { snsTopicEncrypted } from "./sns-topic-encrypted";
import { ssmParameterSecureString } from "./ssm-parameter-secure-string";

/** The rules of the encryption pack, in the order of the catalogue. */
export const encryptionRules: Policies = [
  rdsStorageEncrypted,
  rdsForceSsl,
  rdsMasterPasswordManaged,
  elasticacheRedisAtRestEncryption,
  elasticacheRedisInTransitEncryption,
  s3BucketServerSideEncryptionEnabled,
  s3BucketSslRequestsOnly,
  efsEncrypted,
  ebsVolumeEncrypted,
  ecsTaskVolumeEncryption,
  ecrRepositoryEncrypted,
  albListenerHttpsOnly,
  albListenerTlsPolicy,
  kmsKeyRotationEnabled,
  secretsmanagerSecretCustomerManagedKey,
  ssmParameterSecureString,
  logGroupEncrypted,
  snsTopicEncrypted,
  ecsNoEnvironmentSecrets,
  noPlaintextSecret,
];
