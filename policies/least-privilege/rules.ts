import type { Policies } from "@pulumi/policy";

import { ecsExecRestricted } from "./ecs-exec-restricted";
import { ecsExecutionRoleMinimal } from "./ecs-execution-role-minimal";
import { ecsSecretReadable } from "./ecs-secret-readable";
import { ecsTaskDefinitionTaskRole } from "./ecs-task-definition-task-role";
import { ecsTaskRolePerService } from "./ecs-task-role-per-service";
import { ecsTaskRoleReadsUnnamedSecret } from "./ecs-task-role-reads-unnamed-secret";
import { efsFileSystemPolicyRestricted } from "./efs-file-system-policy-restricted";
import { elasticacheRedisAuthEnabled } from "./elasticache-redis-auth-enabled";
import { elasticacheUserAccessStringScoped } from "./elasticache-user-access-string-scoped";
import { iamAccountPasswordPolicyStrong } from "./iam-account-password-policy-strong";
import { iamAssumeRoleScoped } from "./iam-assume-role-scoped";
import { iamNoAdministratorAccess } from "./iam-no-administrator-access";
import { iamNoAwsManagedPolicy } from "./iam-no-aws-managed-policy";
import { iamNoExclusivePolicyAttachment } from "./iam-no-exclusive-policy-attachment";
import { iamNoGroup } from "./iam-no-group";
import { iamNoUser } from "./iam-no-user";
import { iamPassRoleScoped } from "./iam-pass-role-scoped";
import { iamPassRoleToService } from "./iam-pass-role-to-service";
import { iamPolicyNoAdminStatement } from "./iam-policy-no-admin-statement";
import { iamPolicyNoBroadResourceArn } from "./iam-policy-no-broad-resource-arn";
import { iamPolicyNoCredentialsExposure } from "./iam-policy-no-credentials-exposure";
import { iamPolicyNoDataExfiltration } from "./iam-policy-no-data-exfiltration";
import { iamPolicyNoKmsDecryptAllKeys } from "./iam-policy-no-kms-decrypt-all-keys";
import { iamPolicyNoNotAction } from "./iam-policy-no-not-action";
import { iamPolicyNoNotResource } from "./iam-policy-no-not-resource";
import { iamPolicyNoPartialWildcardAction } from "./iam-policy-no-partial-wildcard-action";
import { iamPolicyNoPermissionsManagement } from "./iam-policy-no-permissions-management";
import { iamPolicyNoPrivilegeEscalation } from "./iam-policy-no-privilege-escalation";
import { iamPolicyNoPublicCondition } from "./iam-policy-no-public-condition";
import { iamPolicyNoReadWildcardAction } from "./iam-policy-no-read-wildcard-action";
import { iamPolicyNoServiceWildcardAction } from "./iam-policy-no-service-wildcard-action";
import { iamPolicyNoWildcardResource } from "./iam-policy-no-wildcard-resource";
import { iamPolicyNoWildcardService } from "./iam-policy-no-wildcard-service";
import { iamPolicySize } from "./iam-policy-size";
import { iamPolicyValidDocument } from "./iam-policy-valid-document";
import { iamRoleInlinePoliciesOnly } from "./iam-role-inline-policies-only";
import { iamRoleMaxSessionDuration } from "./iam-role-max-session-duration";
import { iamRoleNoPolicyManagementConflicts } from "./iam-role-no-policy-management-conflicts";
import { iamRoleNoPrivilegeEscalation } from "./iam-role-no-privilege-escalation";
import { iamRolePermissionsBoundary } from "./iam-role-permissions-boundary";
import { iamRoleUnused } from "./iam-role-unused";
import { iamServiceLinkedRoleScoped } from "./iam-service-linked-role-scoped";
import { iamTrustConfusedDeputy } from "./iam-trust-confused-deputy";
import { iamTrustNoAccountRoot } from "./iam-trust-no-account-root";
import { iamTrustNoNotPrincipal } from "./iam-trust-no-not-principal";
import { iamTrustNoWildcardPrincipal } from "./iam-trust-no-wildcard-principal";
import { iamTrustOidcSubject } from "./iam-trust-oidc-subject";
import { iamTrustSamlAudience } from "./iam-trust-saml-audience";
import { kmsGrantConstrained } from "./kms-grant-constrained";
import { kmsKeyPolicyDefined } from "./kms-key-policy-defined";
import { kmsKeyPolicyNoWildcardAction } from "./kms-key-policy-no-wildcard-action";
import { kmsKeyPolicyNoWildcardPrincipal } from "./kms-key-policy-no-wildcard-principal";
import { lambdaPermissionSource } from "./lambda-permission-source";
import { rdsInstanceIamAuthenticationEnabled } from "./rds-instance-iam-authentication-enabled";
import { resourcePolicyConfusedDeputy } from "./resource-policy-confused-deputy";
import { resourcePolicyNoNotPrincipal } from "./resource-policy-no-not-principal";
import { resourcePolicyNoPublicPrincipal } from "./resource-policy-no-public-principal";
import { resourcePolicyNoUnknownAccount } from "./resource-policy-no-unknown-account";
import { resourcePolicyNoWildcardAction } from "./resource-policy-no-wildcard-action";
import { s3BucketPolicyNoLockout } from "./s3-bucket-policy-no-lockout";
import { secretsmanagerSecretPolicyBlocksPublic } from "./secretsmanager-secret-policy-blocks-public";
import { vpcEndpointPolicyRestricted } from "./vpc-endpoint-policy-restricted";

/** The rules of the least-privilege pack, in the order of the catalogue. */
export const leastPrivilegeRules: Policies = [
  iamPolicyValidDocument,
  iamPolicySize,
  iamPolicyNoAdminStatement,
  iamPolicyNoServiceWildcardAction,
  iamPolicyNoWildcardService,
  iamPolicyNoPartialWildcardAction,
  iamPolicyNoReadWildcardAction,
  iamPolicyNoWildcardResource,
  iamPolicyNoBroadResourceArn,
  iamPolicyNoNotAction,
  iamPolicyNoNotResource,
  iamPolicyNoPublicCondition,
  iamPassRoleScoped,
  iamPassRoleToService,
  iamAssumeRoleScoped,
  iamServiceLinkedRoleScoped,
  iamPolicyNoPrivilegeEscalation,
  iamRoleNoPrivilegeEscalation,
  iamPolicyNoPermissionsManagement,
  iamPolicyNoCredentialsExposure,
  iamPolicyNoDataExfiltration,
  iamPolicyNoKmsDecryptAllKeys,
  iamNoAdministratorAccess,
  iamNoAwsManagedPolicy,
  iamNoExclusivePolicyAttachment,
  iamRoleNoPolicyManagementConflicts,
  iamRoleInlinePoliciesOnly,
  iamRolePermissionsBoundary,
  iamRoleMaxSessionDuration,
  iamRoleUnused,
  iamNoUser,
  iamNoGroup,
  iamAccountPasswordPolicyStrong,
  iamTrustNoWildcardPrincipal,
  iamTrustNoNotPrincipal,
  iamTrustNoAccountRoot,
  iamTrustConfusedDeputy,
  iamTrustOidcSubject,
  iamTrustSamlAudience,
  kmsKeyPolicyNoWildcardPrincipal,
  kmsKeyPolicyNoWildcardAction,
  kmsKeyPolicyDefined,
  kmsGrantConstrained,
  resourcePolicyNoPublicPrincipal,
  resourcePolicyNoUnknownAccount,
  resourcePolicyConfusedDeputy,
  resourcePolicyNoNotPrincipal,
  resourcePolicyNoWildcardAction,
  s3BucketPolicyNoLockout,
  secretsmanagerSecretPolicyBlocksPublic,
  efsFileSystemPolicyRestricted,
  lambdaPermissionSource,
  vpcEndpointPolicyRestricted,
  rdsInstanceIamAuthenticationEnabled,
  elasticacheRedisAuthEnabled,
  elasticacheUserAccessStringScoped,
  ecsTaskDefinitionTaskRole,
  ecsTaskRolePerService,
  ecsExecutionRoleMinimal,
  ecsTaskRoleReadsUnnamedSecret,
  ecsSecretReadable,
  ecsExecRestricted,
];
