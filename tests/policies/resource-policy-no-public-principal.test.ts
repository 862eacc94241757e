import type { VpcEndpointArgs } from "@pulumi/aws/ec2";
import type { BucketPolicyArgs } from "@pulumi/aws/s3";
import { expect } from "chai";

import { RESOURCE_POLICY_TYPES } from "../../policies/iam/resource-policies";
import { resourcePolicyNoPublicPrincipal as rule } from "../../policies/least-privilege/resource-policy-no-public-principal";
import { unknownValue, violations } from "./support/engine";
import { Case, document, RawStatement, ruleCases } from "./support/rule-cases";

const open =
  "[Principal::*] policy: statement 1 lets anyone in: name the principals, or add a condition on where they come from.";
const policy = (statement: RawStatement) => ({
  policy: document({
    Action: "s3:GetObject",
    Principal: "*",
    Resource: "arn:aws:s3:::orders-files/*",
    ...statement,
  }),
});
const limited = (Condition: object) => policy({ Condition });

describe(rule.name, () => {
  ruleCases<BucketPolicyArgs>(rule, "aws:s3/bucketPolicy:BucketPolicy", [
    ["reports anyone", policy({}), [open]],
    ["reports anyone of AWS", policy({ Principal: { AWS: "*" } }), [open]],
    [
      "reports all but some",
      policy({ Principal: undefined, NotPrincipal: { AWS: "123456789012" } }),
      [open],
    ],
    [
      "reports anyone from anywhere",
      limited({ IpAddress: { "aws:SourceIp": ["10.0.0.0/8", "0.0.0.0/0"] } }),
      [open],
    ],
    [
      "reports anyone from both halves of the internet",
      limited({ IpAddress: { "aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"] } }),
      [open],
    ],
    [
      "reports conditions that say nothing of who calls",
      limited({ Bool: { "aws:SecureTransport": "true" } }),
      [open],
    ],
    [
      "reports a source that may be absent",
      limited({ ArnLikeIfExists: { "aws:SourceArn": "arn:aws:s3:::x" } }),
      [open],
    ],
    ["reports any account", limited({ StringLike: { "aws:SourceAccount": "*" } }), [open]],
    [
      "accepts an office's addresses",
      limited({ IpAddress: { "aws:SourceIp": "203.0.113.0/24" } }),
      [],
    ],
    [
      "accepts this account",
      limited({ StringEquals: { "aws:SourceAccount": "123456789012" } }),
      [],
    ],
    [
      "accepts an alarm's topic",
      limited({
        ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:us-east-1:123456789012:alarm:*" },
      }),
      [],
    ],
    ["accepts an endpoint", limited({ StringEquals: { "aws:SourceVpce": "vpce-0123" } }), []],
    ...Object.entries({
      "aws:PrincipalAccount": "123456789012",
      "aws:PrincipalArn": "arn:aws:iam::123456789012:role/orders-*",
      "aws:PrincipalOrgID": "o-abc",
      "aws:PrincipalOrgPaths": "o-abc/*",
      "aws:SourceOrgID": "o-abc",
      "aws:SourceVpc": "vpc-0123",
      "aws:userid": "AROAEXAMPLE:*",
      "s3:DataAccessPointAccount": "123456789012",
      "s3:DataAccessPointArn": "arn:aws:s3:us-east-1:123456789012:accesspoint/*",
    }).map(([key, value]): Case<BucketPolicyArgs> => [
      `accepts a limit on ${key}`,
      limited({ "ForAnyValue:StringLike": { [key]: value } }),
      [],
    ]),
    ["accepts a service", policy({ Principal: { Service: "cloudfront.amazonaws.com" } }), []],
    ["accepts a Deny to everyone", policy({ Effect: "Deny" }), []],
    ["says nothing of a document that is not known yet", { policy: unknownValue }, []],
    ["accepts none", {}, []],
  ]);

  for (const type of RESOURCE_POLICY_TYPES) {
    it(`holds for ${type}`, async () => {
      const key = type.includes("logResourcePolicy") ? "policyDocument" : "policy";
      const props = { [key]: policy({}).policy };
      expect(await violations(rule, { type, props })).to.deep.equal([
        open.replace("policy:", `${key}:`),
      ]);
    });
  }

  ruleCases<VpcEndpointArgs>(rule, "aws:ec2/vpcEndpoint:VpcEndpoint", [
    ["reports an endpoint to anything for anyone", policy({ Action: "*", Resource: "*" }), [open]],
    ["accepts one to named resources", policy({}), []],
    [
      "reports one to anything beside named resources",
      policy({ Resource: ["arn:aws:s3:::orders-files/*", "*"] }),
      [open],
    ],
    [
      "accepts one to an organization's resources",
      policy({
        Resource: "*",
        Condition: { StringEquals: { "aws:ResourceOrgID": "o-a1b2c3d4e5" } },
      }),
      [],
    ],
    [
      "accepts one to this account's resources",
      policy({
        Resource: "*",
        Condition: { StringEquals: { "aws:ResourceAccount": "123456789012" } },
      }),
      [],
    ],
    [
      "accepts one for this account's principals",
      policy({
        Resource: "*",
        Condition: { StringEquals: { "aws:PrincipalAccount": "123456789012" } },
      }),
      [],
    ],
    ["accepts AWS's default", {}, []],
  ]);
});
