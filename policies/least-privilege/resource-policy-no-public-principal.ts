import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { isNarrowedBy } from "../iam/condition";
import { isWildcard } from "../iam/glob";
import { publicFindings } from "../iam/public-access";
import {
  onResourceStatements,
  RESOURCE_POLICY_TYPES,
  VPC_ENDPOINT_POLICY_TYPES,
} from "../iam/resource-policies";

const limitedResource = onResourceStatements(RESOURCE_POLICY_TYPES, publicFindings);

/** What passes a VPC endpoint comes from inside; a limit on the account's resources is as good. */
const limitedEndpoint = onResourceStatements(VPC_ENDPOINT_POLICY_TYPES, statement =>
  statement.resources.every(resource => !isWildcard(resource)) ||
  isNarrowedBy(statement, "aws:resourceaccount", "aws:resourceorgid")
    ? []
    : publicFindings(statement),
);

/** KMS keys have a rule of their own, kms-key-policy-no-wildcard-principal. */
export const resourcePolicyNoPublicPrincipal: ResourceValidationPolicy = {
  name: "resource-policy-no-public-principal",
  description: "No resource policy lets anyone in.",
  enforcementLevel: "mandatory",
  severity: "critical",
  tags: ["least-privilege"],
  framework: fsbp("S3.2", "S3 general purpose buckets should block public read access"),
  remediationSteps:
    "Name the principals, or add a condition on aws:SourceArn, aws:SourceAccount, aws:PrincipalOrgID or aws:SourceVpce.",
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status",
  validateResource: (args, report) =>
    VPC_ENDPOINT_POLICY_TYPES.includes(args.type)
      ? limitedEndpoint(args, report)
      : limitedResource(args, report),
};
