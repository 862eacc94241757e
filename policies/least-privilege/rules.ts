import type { Policies } from "@pulumi/policy";

import { ecsTaskDefinitionTaskRole } from "./ecs-task-definition-task-role";
import { iamNoAdministratorAccess } from "./iam-no-administrator-access";
import { iamNoAwsManagedPolicy } from "./iam-no-aws-managed-policy";
import { iamNoUser } from "./iam-no-user";
import { iamPassRoleScoped } from "./iam-pass-role-scoped";
import { iamPassRoleToService } from "./iam-pass-role-to-service";
import { iamPolicyNoAdminStatement } from "./iam-policy-no-admin-statement";
import { iamPolicyNoBroadResourceArn } from "./iam-policy-no-broad-resource-arn";
import { iamPolicyNoKmsDecryptAllKeys } from "./iam-policy-no-kms-decrypt-all-keys";
import { iamPolicyNoNotAction } from "./iam-policy-no-not-action";
import { iamPolicyNoNotResource } from "./iam-policy-no-not-resource";
import { iamPolicyNoPartialWildcardAction } from "./iam-policy-no-partial-wildcard-action";
import { iamPolicyNoPrivilegeEscalation } from "./iam-policy-no-privilege-escalation";
import { iamPolicyNoReadWildcardAction } from "./iam-policy-no-read-wildcard-action";
import { iamPolicyNoServiceWildcardAction } from "./iam-policy-no-service-wildcard-action";
import { iamPolicyNoWildcardResource } from "./iam-policy-no-wildcard-resource";
import { iamPolicyValidDocument } from "./iam-policy-valid-document";
import { iamRoleNoPrivilegeEscalation } from "./iam-role-no-privilege-escalation";
import { iamTrustConfusedDeputy } from "./iam-trust-confused-deputy";
import { iamTrustNoAccountRoot } from "./iam-trust-no-account-root";
import { iamTrustNoWildcardPrincipal } from "./iam-trust-no-wildcard-principal";
import { iamTrustOidcSubject } from "./iam-trust-oidc-subject";
import { kmsKeyPolicyNoWildcardAction } from "./kms-key-policy-no-wildcard-action";
import { kmsKeyPolicyNoWildcardPrincipal } from "./kms-key-policy-no-wildcard-principal";
import { resourcePolicyNoPublicPrincipal } from "./resource-policy-no-public-principal";

/** The rules of the least-privilege pack, in the order of the catalogue. */
export const leastPrivilegeRules: Policies = [
  iamPolicyValidDocument,
  iamPolicyNoAdminStatement,
  iamPolicyNoServiceWildcardAction,
  iamPolicyNoPartialWildcardAction,
  iamPolicyNoReadWildcardAction,
  iamPolicyNoWildcardResource,
  iamPolicyNoBroadResourceArn,
  iamPolicyNoNotAction,
  iamPolicyNoNotResource,
  iamPassRoleScoped,
  iamPassRoleToService,
  iamPolicyNoPrivilegeEscalation,
  iamRoleNoPrivilegeEscalation,
  iamPolicyNoKmsDecryptAllKeys,
  iamNoAdministratorAccess,
  iamNoAwsManagedPolicy,
  iamNoUser,
  iamTrustNoWildcardPrincipal,
  iamTrustNoAccountRoot,
  iamTrustConfusedDeputy,
  iamTrustOidcSubject,
  kmsKeyPolicyNoWildcardPrincipal,
  kmsKeyPolicyNoWildcardAction,
  resourcePolicyNoPublicPrincipal,
  ecsTaskDefinitionTaskRole,
];
