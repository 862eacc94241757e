import type { Policies } from "@pulumi/policy";

import { albDesyncMitigationMode } from "./alb-desync-mitigation-mode";
import { albDropInvalidHeaderFields } from "./alb-drop-invalid-header-fields";
import { albInternalUnlessPublic } from "./alb-internal-unless-public";
import { albWafEnabled } from "./alb-waf-enabled";
import { apiGatewayAuthorization } from "./api-gateway-authorization";
import { allowedRegions } from "./allowed-regions";
import { cloudfrontDefaultRootObject } from "./cloudfront-default-root-object";
import { cloudfrontGeoRestriction } from "./cloudfront-geo-restriction";
import { cloudfrontS3OriginAccessControl } from "./cloudfront-s3-origin-access-control";
import { cloudfrontSecurityHeaders } from "./cloudfront-security-headers";
import { cloudfrontWafEnabled } from "./cloudfront-waf-enabled";
import { ec2Imdsv2Required } from "./ec2-imdsv2-required";
import { ec2InstanceNoPublicIp } from "./ec2-instance-no-public-ip";
import { ecsServiceNoPublicIp } from "./ecs-service-no-public-ip";
import { ecsServicePrivateSubnets } from "./ecs-service-private-subnets";
import { ecsTaskAwsvpc } from "./ecs-task-awsvpc";
import { elasticacheNonDefaultPort } from "./elasticache-non-default-port";
import { elasticacheSubnetGroup } from "./elasticache-subnet-group";
import { lambdaFunctionUrlAuth } from "./lambda-function-url-auth";
import { naclNoPublicAdminPorts } from "./nacl-no-public-admin-ports";
import { opensearchInVpc } from "./opensearch-in-vpc";
import { rdsInstanceNoPublicAccess } from "./rds-instance-no-public-access";
import { rdsInstancePrivateSubnets } from "./rds-instance-private-subnets";
import { rdsNonDefaultPort } from "./rds-non-default-port";
import { routePrivateSubnetsNoIgw } from "./route-private-subnets-no-igw";
import { s3BucketLevelPublicAccessProhibited } from "./s3-bucket-level-public-access-prohibited";
import { s3BucketNoOpenCors } from "./s3-bucket-no-open-cors";
import { s3BucketNoPublicAcl } from "./s3-bucket-no-public-acl";
import { s3BucketOwnerEnforced } from "./s3-bucket-owner-enforced";
import { securityGroupAttached } from "./security-group-attached";
import { securityGroupDataTierSources } from "./security-group-data-tier-sources";
import { securityGroupDescription } from "./security-group-description";
import { securityGroupNoPublicAdminPorts } from "./security-group-no-public-admin-ports";
import { securityGroupNoPublicIngress } from "./security-group-no-public-ingress";
import { securityGroupNoRuleManagementConflicts } from "./security-group-no-rule-management-conflicts";
import { securityGroupNoUnrestrictedEgress } from "./security-group-no-unrestricted-egress";
import { securityGroupWiderThanLink } from "./security-group-wider-than-link";
import { subnetNoAutoAssignPublicIp } from "./subnet-no-auto-assign-public-ip";
import { vpcDefaultSecurityGroupClosed } from "./vpc-default-security-group-closed";
import { vpcInterfaceEndpoints } from "./vpc-interface-endpoints";
import { vpcNoDefaultVpc } from "./vpc-no-default-vpc";
import { wafManagedRules } from "./waf-managed-rules";

/** The rules of the network pack, in the order of the catalogue. */
export const networkRules: Policies = [
  securityGroupNoPublicIngress,
  securityGroupNoPublicAdminPorts,
  securityGroupNoUnrestrictedEgress,
  securityGroupDataTierSources,
  securityGroupDescription,
  securityGroupNoRuleManagementConflicts,
  vpcDefaultSecurityGroupClosed,
  vpcNoDefaultVpc,
  subnetNoAutoAssignPublicIp,
  routePrivateSubnetsNoIgw,
  naclNoPublicAdminPorts,
  ecsServiceNoPublicIp,
  ecsServicePrivateSubnets,
  ecsTaskAwsvpc,
  rdsInstanceNoPublicAccess,
  rdsInstancePrivateSubnets,
  elasticacheSubnetGroup,
  albInternalUnlessPublic,
  albWafEnabled,
  albDropInvalidHeaderFields,
  albDesyncMitigationMode,
  cloudfrontWafEnabled,
  wafManagedRules,
  s3BucketLevelPublicAccessProhibited,
  s3BucketNoPublicAcl,
  s3BucketOwnerEnforced,
  s3BucketNoOpenCors,
  cloudfrontS3OriginAccessControl,
  cloudfrontSecurityHeaders,
  cloudfrontDefaultRootObject,
  cloudfrontGeoRestriction,
  vpcInterfaceEndpoints,
  securityGroupAttached,
  rdsNonDefaultPort,
  elasticacheNonDefaultPort,
  securityGroupWiderThanLink,
  lambdaFunctionUrlAuth,
  apiGatewayAuthorization,
  opensearchInVpc,
  ec2InstanceNoPublicIp,
  ec2Imdsv2Required,
  allowedRegions,
];
