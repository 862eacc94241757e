import { Scope } from "../../plan/scope";
import { Grant } from "./grant";

/** Secrets, parameters, buckets, files and keys. */
export function storageGrants(scope: Scope, buckets: readonly string[]): Grant[] {
  const bucketArns = [`${scope.app}-*`, ...buckets].map(bucket => scope.s3Arn(bucket));
  return [
    {
      role: "Secrets",
      service: "secretsmanager",
      named: {
        actions: `CreateSecret DeleteSecret DescribeSecret GetResourcePolicy GetSecretValue PutSecretValue
          RestoreSecret TagResource UntagResource UpdateSecret`,
        resources: [scope.arn("secretsmanager", `secret:${scope.path("*")}`)],
      },
    },
    {
      role: "Parameters",
      service: "ssm",
      anywhere: "DescribeParameters",
      named: {
        actions: `AddTagsToResource DeleteParameter GetParameter GetParameters ListTagsForResource
          PutParameter RemoveTagsFromResource`,
        resources: [scope.arn("ssm", `parameter${scope.path("*")}`)],
      },
    },
    {
      role: "Buckets",
      service: "s3",
      named: {
        actions: `CreateBucket DeleteBucket DeleteBucketPolicy GetAccelerateConfiguration GetBucketAcl
          GetBucketCORS GetBucketLogging GetBucketObjectLockConfiguration GetBucketOwnershipControls
          GetBucketPolicy GetBucketPublicAccessBlock GetBucketRequestPayment GetBucketTagging
          GetBucketVersioning GetBucketWebsite GetEncryptionConfiguration GetLifecycleConfiguration
          GetReplicationConfiguration ListBucket PutBucketCORS PutBucketOwnershipControls PutBucketPolicy
          PutBucketPublicAccessBlock PutBucketTagging PutBucketVersioning PutEncryptionConfiguration
          PutLifecycleConfiguration`,
        resources: bucketArns,
      },
    },
    {
      role: "Files",
      service: "elasticfilesystem",
      create: "CreateAccessPoint CreateFileSystem TagResource",
      owned: `CreateMountTarget DeleteAccessPoint DeleteFileSystem DeleteFileSystemPolicy DeleteMountTarget
        DescribeAccessPoints DescribeBackupPolicy DescribeFileSystemPolicy DescribeFileSystems
        DescribeLifecycleConfiguration DescribeMountTargets DescribeMountTargetSecurityGroups
        ListTagsForResource ModifyMountTargetSecurityGroups PutBackupPolicy PutFileSystemPolicy
        PutLifecycleConfiguration UntagResource UpdateFileSystem`,
    },
    {
      role: "Keys",
      service: "kms",
      anywhere: "ListAliases",
      create: "CreateKey TagResource",
      owned: `CreateAlias CreateGrant Decrypt DeleteAlias DescribeKey DisableKeyRotation EnableKeyRotation
        Encrypt GenerateDataKey GetKeyPolicy GetKeyRotationStatus ListResourceTags PutKeyPolicy
        ScheduleKeyDeletion UntagResource UpdateAlias UpdateKeyDescription`,
      named: {
        actions: "CreateAlias DeleteAlias UpdateAlias",
        resources: [scope.arn("kms", `alias/${scope.name()}`)],
      },
    },
  ];
}
