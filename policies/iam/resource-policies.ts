import type { ResourceValidation } from "@pulumi/policy";

import { FoundDocument, onAllowStatements, PolicyProps, StatementCheck } from "./statements";

/** Types that hold the policy of a KMS key. */
export const KEY_POLICY_TYPES = [
  "aws:kms/key:Key",
  "aws:kms/keyPolicy:KeyPolicy",
  "aws:kms/externalKey:ExternalKey",
  "aws:kms/replicaKey:ReplicaKey",
  "aws:kms/replicaExternalKey:ReplicaExternalKey",
];

/** Type of VPC endpoints. */
export const VPC_ENDPOINT_TYPE = "aws:ec2/vpcEndpoint:VpcEndpoint";

/** Types whose policy says what passes, not who owns: Principal `*` is usual there. */
export const VPC_ENDPOINT_POLICY_TYPES = [
  VPC_ENDPOINT_TYPE,
  "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy",
];

/** Types that hold the policy of another kind of resource. */
export const RESOURCE_POLICY_TYPES = [
  "aws:s3/bucket:Bucket",
  "aws:s3/bucketV2:BucketV2",
  "aws:s3/bucketPolicy:BucketPolicy",
  "aws:sns/topic:Topic",
  "aws:sns/topicPolicy:TopicPolicy",
  "aws:sqs/queue:Queue",
  "aws:sqs/queuePolicy:QueuePolicy",
  "aws:ecr/repositoryPolicy:RepositoryPolicy",
  "aws:secretsmanager/secret:Secret",
  "aws:secretsmanager/secretPolicy:SecretPolicy",
  "aws:backup/vaultPolicy:VaultPolicy",
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
  "aws:efs/fileSystemPolicy:FileSystemPolicy",
  "aws:s3/accessPoint:AccessPoint",
  "aws:ecr/registryPolicy:RegistryPolicy",
  "aws:dynamodb/resourcePolicy:ResourcePolicy",
  "aws:kinesis/resourcePolicy:ResourcePolicy",
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy",
];

/** Checks the Allow statements of the policies of resources of some types. */
export function onResourceStatements(
  types: readonly string[],
  check: StatementCheck,
): ResourceValidation {
  return onAllowStatements(types, resourceDocuments, check);
}

/** The policy of a resource that is not an identity. */
export function resourceDocuments(props: PolicyProps, type: string): FoundDocument[] {
  const path = type.includes("logResourcePolicy") ? "policyDocument" : "policy";
  return [{ path, read: () => props[path] }];
}
