import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { isNarrowedBy } from "../iam/condition";
import type { Statement } from "../iam/document";
import { isWildcard } from "../iam/glob";
import { isAnyone } from "../iam/principal";
import {
  onResourceStatements,
  RESOURCE_POLICY_TYPES,
  VPC_ENDPOINT_TYPE,
} from "../iam/resource-policies";
import type { Finding } from "../iam/statements";

/** Keys that AWS takes as a limit on who calls, in lower case. */
const LIMITS = [
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:sourceaccount",
  "aws:sourcearn",
  "aws:sourceorgid",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:userid",
  "s3:dataaccesspointaccount",
  "s3:dataaccesspointarn",
];

const limitedResource = onResourceStatements(RESOURCE_POLICY_TYPES, publicFindings);

/** What passes a VPC endpoint comes from inside; a limit on the account's resources is as good. */
const limitedEndpoint = onResourceStatements([VPC_ENDPOINT_TYPE], statement =>
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
    args.type === VPC_ENDPOINT_TYPE ? limitedEndpoint(args, report) : limitedResource(args, report),
};

function publicFindings(statement: Statement): Finding[] {
  const open = statement.notPrincipals.length > 0 || statement.principals.some(isAnyone);
  return open && !isNarrowedBy(statement, ...LIMITS) && !isFromPrivateAddresses(statement)
    ? [
        {
          id: "Principal::*",
          problem:
            "lets anyone in: name the principals, or add a condition on where they come from.",
        },
      ]
    : [];
}

/** An aws:SourceIp that spans the internet, in one range or two halves, limits nothing. */
function isFromPrivateAddresses({ conditions }: Statement): boolean {
  return conditions.some(
    ({ operator, key, values }) =>
      operator === "ipaddress" &&
      key === "aws:sourceip" &&
      values.length > 0 &&
      values.every(range => Number(range.split("/")[1] ?? 32) >= 8),
  );
}
