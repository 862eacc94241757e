import { describeEvasions, ACCOUNT, IAM, like, equals } from "../support/evasions";

const OBJECT = "arn:aws:s3:::orders-files/*";
const read = { Action: "s3:GetObject", Resource: OBJECT };
const anyone = { ...read, Principal: "*" };

describe("the rules on IAM: what would slip past them in policies of resources", () => {
  describeEvasions(
    [
      [
        "anyone among others",
        "resource-policy-no-public-principal",
        "bucket",
        { ...read, Principal: { AWS: ["*", IAM] } },
      ],
      [
        "anyone by another kind",
        "resource-policy-no-public-principal",
        "bucket",
        { ...read, Principal: { Federated: "*" } },
      ],
      [
        "all but one",
        "resource-policy-no-public-principal",
        "bucket",
        { ...read, NotPrincipal: { AWS: `${IAM}:role/eve` } },
      ],
      [
        "two halves of the internet",
        "resource-policy-no-public-principal",
        "bucket",
        { ...anyone, Condition: { IpAddress: { "aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"] } } },
      ],
      [
        "an address that is none",
        "resource-policy-no-public-principal",
        "bucket",
        { ...anyone, Condition: { IpAddress: { "aws:SourceIp": "0.0.0.0/x" } } },
      ],
      [
        "anyone with an ARN",
        "resource-policy-no-public-principal",
        "bucket",
        { ...anyone, Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/orders" } } },
      ],
      [
        "anyone with any ARN",
        "resource-policy-no-public-principal",
        "bucket",
        { ...anyone, Condition: { ArnLike: { "aws:PrincipalArn": "arn:*" } } },
      ],
      [
        "any endpoint of anyone's",
        "resource-policy-no-public-principal",
        "bucket",
        { ...anyone, ...like("aws:SourceVpce", "vpce-*") },
      ],
      [
        "any bucket as the source",
        "resource-policy-no-public-principal",
        "bucket",
        { ...anyone, Condition: { ArnLike: { "aws:SourceArn": "arn:aws:s3:::*" } } },
      ],
      [
        "any role's sessions",
        "resource-policy-no-public-principal",
        "bucket",
        { ...anyone, ...like("aws:userid", "AROA*") },
      ],
      [
        "any account of some length",
        "resource-policy-no-public-principal",
        "bucket",
        { ...anyone, ...like("aws:PrincipalAccount", "????????????") },
      ],
      [
        "any organization's unit",
        "resource-policy-no-public-principal",
        "bucket",
        {
          ...anyone,
          Condition: { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-*/r-abc/*" } },
        },
      ],
      [
        "an absent account",
        "resource-policy-no-public-principal",
        "bucket",
        {
          ...anyone,
          Condition: { "ForAllValues:StringEquals": { "aws:PrincipalAccount": ACCOUNT } },
        },
      ],
      [
        "anyone on a bus",
        "resource-policy-no-public-principal",
        "bus",
        { ...anyone, Action: "events:PutEvents" },
      ],
      [
        "anyone in a table",
        "resource-policy-no-public-principal",
        "table",
        { ...anyone, Action: "dynamodb:GetItem" },
      ],
      [
        "anything through an endpoint's own policy",
        "resource-policy-no-public-principal",
        "endpoint",
        { Action: "*", Principal: "*", Resource: "*" },
      ],
      [
        "anyone through a service",
        "kms-key-policy-no-wildcard-principal",
        "key",
        {
          Action: "kms:Decrypt",
          Principal: "*",
          Resource: "*",
          ...equals("kms:ViaService", "s3.us-east-1.amazonaws.com"),
        },
      ],
      [
        "any caller's account",
        "kms-key-policy-no-wildcard-principal",
        "key",
        {
          Action: "kms:Decrypt",
          Principal: "*",
          Resource: "*",
          ...like("kms:CallerAccount", "????????????"),
        },
      ],
      [
        "anyone in a copy of a key",
        "kms-key-policy-no-wildcard-principal",
        "replica",
        { Action: "kms:Decrypt", Principal: "*", Resource: "*" },
      ],
      [
        "all that a key can, not empty",
        "kms-key-policy-no-wildcard-action",
        "key",
        { Action: "kms:?*", Principal: { AWS: `${IAM}:role/orders` }, Resource: "*" },
      ],
      [
        "all that any service can",
        "kms-key-policy-no-wildcard-action",
        "key",
        { Action: "k*:*", Principal: { AWS: `${IAM}:role/orders` }, Resource: "*" },
      ],
    ],
    [
      [
        "one distribution",
        "bucket",
        {
          ...read,
          Principal: { Service: "cloudfront.amazonaws.com" },
          ...equals("aws:SourceArn", `arn:aws:cloudfront::${ACCOUNT}:distribution/E1`),
        },
      ],
      [
        "one bucket as the source",
        "bucket",
        { ...anyone, Condition: { ArnLike: { "aws:SourceArn": "arn:aws:s3:::orders-logs" } } },
      ],
      [
        "roles of one account",
        "bucket",
        { ...anyone, Condition: { ArnLike: { "aws:PrincipalArn": `${IAM}:role/orders-*` } } },
      ],
      [
        "a unit of one organization",
        "bucket",
        {
          ...anyone,
          Condition: { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-abc/r-abc/*" } },
        },
      ],
      ["sessions of one role", "bucket", { ...anyone, ...like("aws:userid", "AROAEXAMPLE:*") }],
    ],
  );
});
