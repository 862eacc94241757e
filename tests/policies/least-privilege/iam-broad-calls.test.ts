import { expect } from "chai";

import { parseDocument } from "../../../policies/iam/document";
import { broadReach } from "../../../policies/iam/reach";
import { iamPolicyNoCredentialsExposure } from "../../../policies/least-privilege/iam-policy-no-credentials-exposure";
import { iamPolicyNoDataExfiltration } from "../../../policies/least-privilege/iam-policy-no-data-exfiltration";
import { HERE, KEYS, own } from "../support/own-grants";
import { describeIdentityRule, document, RawStatement } from "../support/rule-cases";

const tagged = { StringEquals: { "aws:ResourceTag/Application": "orders" } };
const ROLES = "arn:aws:iam::123456789012:role";

const gives = (action: string, reach: string) =>
  `[Action::${action}] policy: statement 1 allows ${action}, which gives out credentials, on ${reach}: name the ARNs.`;

describeIdentityRule(iamPolicyNoCredentialsExposure, [
  [
    "reports a key for every user",
    [{ Action: ["iam:CreateAccessKey", "iam:ListAccessKeys"], Resource: "*" }],
    [gives("iam:createaccesskey", "*")],
  ],
  [
    "reports every user of every database",
    [{ Action: "rds-db:connect", Resource: `arn:aws:rds-db:${HERE}:dbuser:*/*` }],
    [gives("rds-db:connect", `arn:aws:rds-db:${HERE}:dbuser:*/*`)],
  ],
  [
    "reports a wildcard that stands for several, once",
    [{ Action: "sts:Get*", Resource: "*" }],
    [gives("sts:get*", "*")],
  ],
  [
    "accepts one database's user, and all users of one database",
    [
      {
        Action: "rds-db:connect",
        Resource: [
          `arn:aws:rds-db:${HERE}:dbuser:db-ABCDEFGHIJKL/orders`,
          `arn:aws:rds-db:${HERE}:dbuser:db-ABCDEFGHIJKL/*`,
        ],
      },
    ],
    [],
  ],
  [
    "accepts what tells who one is, and the token of the registry",
    [{ Action: ["sts:GetCallerIdentity", "ecr:GetAuthorizationToken"], Resource: "*" }],
    [],
  ],
  ["leaves taking a role to the rule for that", [{ Action: "sts:AssumeRole", Resource: "*" }], []],
  [
    "accepts what a tag limits",
    [{ Action: "elasticache:Connect", Resource: "*", Condition: tagged }],
    [],
  ],
  ["accepts what the program itself grants", own, []],
]);

const reads = (action: string, reach: string) =>
  `[Action::${action}] policy: statement 1 allows ${action} on ${reach}, which is everything there is: name the ARNs.`;

describeIdentityRule(iamPolicyNoDataExfiltration, [
  [
    "reports every object, secret and parameter",
    [
      {
        Action: [
          "s3:GetObject",
          "secretsmanager:GetSecretValue",
          "ssm:GetParametersByPath",
          "s3:PutObject",
        ],
        Resource: "*",
      },
    ],
    [
      reads("s3:getobject", "*"),
      reads("secretsmanager:getsecretvalue", "*"),
      reads("ssm:getparametersbypath", "*"),
    ],
  ],
  [
    "reports all of a type",
    [{ Action: "ssm:GetParameter", Resource: `arn:aws:ssm:${HERE}:parameter/*` }],
    [reads("ssm:getparameter", `arn:aws:ssm:${HERE}:parameter/*`)],
  ],
  [
    "reports every object of every bucket, behind a wildcard",
    [{ Action: "s3:Get*", Resource: "arn:aws:s3:::*/*" }],
    [reads("s3:get*", "arn:aws:s3:::*/*")],
  ],
  [
    "accepts a bucket and a path of parameters",
    [
      { Action: "s3:GetObject", Resource: "arn:aws:s3:::shop-assets/*" },
      { Action: "ssm:GetParameter", Resource: `arn:aws:ssm:${HERE}:parameter/orders/*` },
    ],
    [],
  ],
  [
    "does not take the breadth of one service's ARN for another's",
    [{ Action: ["s3:GetObject", "kms:Decrypt"], Resource: ["arn:aws:s3:::shop-assets/*", KEYS] }],
    [],
  ],
  [
    "accepts listing secrets, and getting many that may be got one by one",
    [
      {
        Action: ["secretsmanager:ListSecrets", "secretsmanager:BatchGetSecretValue"],
        Resource: "*",
      },
    ],
    [],
  ],
  [
    "reports it when the address is all that limits it",
    [
      {
        Action: "s3:GetObject",
        Resource: "*",
        Condition: { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
      },
    ],
    [reads("s3:getobject", "*")],
  ],
  ["accepts what the program itself grants", own, []],
]);

describe("the reach of an action", () => {
  const reach = (action: string, statement: RawStatement) =>
    broadReach(parseDocument(document({ Action: action, ...statement }))[0], action);

  it("is of ARNs that the action can be on", () => {
    expect(reach("sts:assumerole", { Resource: `${ROLES}/*` })).to.equal(`${ROLES}/*`);
    expect(reach("s3:getobject", { Resource: KEYS })).to.equal(undefined);
    expect(reach("s3:getobject", { Resource: "arn:aws:*:*:*:*" })).to.equal("arn:aws:*:*:*:*");
    expect(reach("*", { Resource: KEYS })).to.equal(KEYS);
    expect(reach("s3:getobject", { Resource: "arn:*" })).to.equal("arn:*");
  });
});
