import type { VpcEndpointArgs } from "@pulumi/aws/ec2";
import type { KeyArgs } from "@pulumi/aws/kms";
import type { BucketPolicyArgs } from "@pulumi/aws/s3";
import type { TopicPolicyArgs } from "@pulumi/aws/sns";
import { expect } from "chai";

import {
  KEY_POLICY_TYPES,
  RESOURCE_POLICY_TYPES,
  VPC_ENDPOINT_TYPE,
} from "../../../policies/iam/resource-policies";
import { resourcePolicyConfusedDeputy } from "../../../policies/least-privilege/resource-policy-confused-deputy";
import { resourcePolicyNoNotPrincipal } from "../../../policies/least-privilege/resource-policy-no-not-principal";
import { resourcePolicyNoUnknownAccount } from "../../../policies/least-privilege/resource-policy-no-unknown-account";
import { resourcePolicyNoWildcardAction } from "../../../policies/least-privilege/resource-policy-no-wildcard-action";
import { s3BucketPolicyNoLockout } from "../../../policies/least-privilege/s3-bucket-policy-no-lockout";
import { Member, stackViolations, unknownValue, violations } from "../support/engine";
import { describeRule, document, RawStatement, ruleCases } from "../support/rule-cases";

const TOPIC = "arn:aws:sns:us-east-1:123456789012:alerts";
const policy = (...statements: readonly RawStatement[]) => ({
  policy: document(
    ...statements.map(statement => ({ Action: "sns:Publish", Resource: TOPIC, ...statement })),
  ),
});
const role = { AWS: "arn:aws:iam::123456789012:role/orders" };
const documentOf = (type: string, text: string) =>
  type.includes("logResourcePolicy") ? { policyDocument: text } : { policy: text };

describe(resourcePolicyNoUnknownAccount.name, () => {
  const rule = resourcePolicyNoUnknownAccount;
  const own: Member = { type: "aws:sns/topic:Topic", name: "alerts", props: { arn: TOPIC } };
  const holder = (Principal: unknown, more: RawStatement = {}): Member => ({
    type: "aws:sns/topicPolicy:TopicPolicy",
    name: "policy",
    props: policy({ Principal, ...more }),
  });
  const on = (members: readonly Member[], config: Record<string, unknown> = {}) =>
    stackViolations(rule, members, config);
  const unknown = (account: string, label = "statement 1") =>
    `policy: [Account::${account}] policy: ${label} lets account ${account} in, which is not known: remove it, or add it to accounts.`;

  it("accepts principals of the stack's own account", async () => {
    const AWS = [role.AWS, "123456789012", "arn:aws:iam::123456789012:root"];
    expect(await on([own, holder({ AWS })])).to.deep.equal([]);
  });

  it("reports roles, roots and ids of other accounts, each account once", async () => {
    const AWS = [
      "arn:aws:iam::210987654321:root",
      "210987654321",
      "arn:aws:sts::345678901234:assumed-role/a/b",
      role.AWS,
    ];
    expect(await on([own, holder({ AWS }, { Sid: "Others" })])).to.deep.equal([
      unknown("210987654321", 'statement "Others"'),
      unknown("345678901234", 'statement "Others"'),
    ]);
  });

  it("accepts accounts that are configured", async () => {
    const members = [own, holder({ AWS: "210987654321" })];
    expect(await on(members, { accounts: ["210987654321"] })).to.deep.equal([]);
    expect(await on(members, { accounts: ["345678901234"] })).to.deep.equal([
      unknown("210987654321"),
    ]);
  });

  it("says nothing of services, of everyone, of denials and without a document", async () => {
    const members = [
      own,
      holder({ Service: "sns.amazonaws.com", CanonicalUser: "210987654321" }),
      holder("*"),
      holder({ AWS: "210987654321" }, { Effect: "Deny" }),
      { ...holder({}), props: {} },
      { ...holder({}), props: { policy: unknownValue } },
    ];
    expect(await on(members)).to.deep.equal([]);
  });

  it("says nothing before it knows an account of the stack", async () => {
    const unmade = { ...own, props: { arn: unknownValue } };
    const bucket = { type: "aws:s3/bucket:Bucket", props: { arn: "arn:aws:s3:::assets" } };
    expect(await on([unmade, bucket, holder({ AWS: "210987654321" })])).to.deep.equal([]);
  });

  for (const type of [...RESOURCE_POLICY_TYPES, ...KEY_POLICY_TYPES, VPC_ENDPOINT_TYPE]) {
    it(`holds for ${type}`, async () => {
      const text = policy({ Principal: { AWS: "210987654321" } }).policy;
      const found = await on([own, { type, name: "policy", props: documentOf(type, text) }]);
      expect(found.map(message => message.split("]")[0])).to.deep.equal([
        "policy: [Account::210987654321",
      ]);
    });
  }

  it("says nothing of identity policies", async () => {
    const trust = { ...holder({ AWS: "210987654321" }), type: "aws:iam/role:Role" };
    expect(await on([own, trust])).to.deep.equal([]);
  });
});

describe(resourcePolicyConfusedDeputy.name, () => {
  const rule = resourcePolicyConfusedDeputy;
  const Service = "cloudwatch.amazonaws.com";
  const anyAccount = (service: string = Service) =>
    `[Principal::Service:${service}] policy: statement 1 lets ${service} in for any account: add a condition on aws:SourceArn or aws:SourceAccount.`;
  const when = (Condition: object) => policy({ Principal: { Service }, Condition });

  ruleCases<TopicPolicyArgs>(rule, "aws:sns/topicPolicy:TopicPolicy", [
    ["reports a service without condition", policy({ Principal: { Service } }), [anyAccount()]],
    [
      "reports each service",
      policy({ Principal: { Service: [Service, "events.amazonaws.com"] } }),
      [anyAccount(), anyAccount("events.amazonaws.com")],
    ],
    [
      "reports a condition on something else",
      when({ Bool: { "aws:SecureTransport": "true" } }),
      [anyAccount()],
    ],
    [
      "reports sources of any account",
      when({ ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:us-east-1:*:alarm:*" } }),
      [anyAccount()],
    ],
    [
      "reports an account that may be absent",
      when({ StringEqualsIfExists: { "aws:SourceAccount": "123456789012" } }),
      [anyAccount()],
    ],
    ["accepts an account", when({ StringEquals: { "aws:SourceAccount": "123456789012" } }), []],
    ["accepts an organization", when({ StringEquals: { "aws:SourceOrgID": "o-a1b2c3" } }), []],
    [
      "accepts a part of an organization",
      when({ "ForAnyValue:StringLike": { "aws:SourceOrgPaths": "o-a1b2c3/r-1/ou-2/*" } }),
      [],
    ],
    [
      "accepts a source that names its account",
      when({ ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:us-east-1:123456789012:alarm:*" } }),
      [],
    ],
    [
      "accepts a bucket, whose ARN has no account",
      when({ ArnEquals: { "aws:SourceArn": "arn:aws:s3:::shop-uploads" } }),
      [],
    ],
    ["accepts roles", policy({ Principal: role }), []],
    ["accepts a Deny", policy({ Effect: "Deny", Principal: { Service } }), []],
    ["says nothing of a document that is not known yet", { policy: unknownValue }, []],
    ["says nothing without one", {}, []],
  ]);

  ruleCases<KeyArgs>(rule, "aws:kms/key:Key", [
    [
      "reports a service that may use the key for anyone",
      policy({ Principal: { Service } }),
      [anyAccount()],
    ],
    [
      "accepts what the key encrypts",
      when({
        ArnLike: {
          "kms:EncryptionContext:aws:logs:arn":
            "arn:aws:logs:us-east-1:123456789012:log-group:/shop/*",
        },
      }),
      [],
    ],
    [
      "reports it for anything that the key encrypts",
      when({ StringLike: { "kms:EncryptionContext:aws:logs:arn": "*" } }),
      [anyAccount()],
    ],
    ["accepts AWS's default", {}, []],
  ]);

  for (const type of [...RESOURCE_POLICY_TYPES, ...KEY_POLICY_TYPES]) {
    it(`holds for ${type}`, async () => {
      const props = documentOf(type, policy({ Principal: { Service } }).policy);
      const path = Object.keys(props)[0];
      expect(await violations(rule, { type, props })).to.deep.equal([
        anyAccount().replace("policy:", `${path}:`),
      ]);
    });
  }
});

describe(resourcePolicyNoNotPrincipal.name, () => {
  const rule = resourcePolicyNoNotPrincipal;
  const everyone =
    "[NotPrincipal] policy: statement 1 lets in everyone but a few by NotPrincipal: list who is under Principal.";
  const everything =
    "[NotAction] policy: statement 1 allows everything but a few actions by NotAction: list them under Action.";
  ruleCases<BucketPolicyArgs>(rule, "aws:s3/bucketPolicy:BucketPolicy", [
    ["reports everyone but one", policy({ NotPrincipal: role }), [everyone]],
    [
      "reports it under a condition too",
      policy({
        NotPrincipal: role,
        Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3" } },
      }),
      [everyone],
    ],
    [
      "reports everything but one action",
      policy({ Principal: role, Action: undefined, NotAction: "s3:DeleteBucket" }),
      [everything],
    ],
    [
      "reports both",
      policy({ NotPrincipal: role, Action: undefined, NotAction: ["s3:DeleteBucket"] }),
      [everyone, everything],
    ],
    [
      "accepts both in a Deny",
      policy({ Effect: "Deny", NotPrincipal: role, NotAction: "a:b" }),
      [],
    ],
    ["accepts a named role", policy({ Principal: role }), []],
    ["says nothing of a document that is not known yet", { policy: unknownValue }, []],
    ["says nothing without one", {}, []],
  ]);
  ruleCases<VpcEndpointArgs>(rule, VPC_ENDPOINT_TYPE, [
    ["reports everyone but one", policy({ NotPrincipal: role }), [everyone]],
  ]);
  ruleCases<KeyArgs>(rule, "aws:kms/key:Key", [
    ["reports everyone but one", policy({ NotPrincipal: role }), [everyone]],
  ]);
});

describe(resourcePolicyNoWildcardAction.name, () => {
  const rule = resourcePolicyNoWildcardAction;
  const allowed = (action: string) =>
    `[Action::${action}] policy: statement 1 allows ${action}: name the actions.`;
  ruleCases<BucketPolicyArgs>(rule, "aws:s3/bucketPolicy:BucketPolicy", [
    ["reports a whole service", policy({ Principal: role, Action: "s3:*" }), [allowed("s3:*")]],
    ["reports everything", policy({ Principal: role, Action: "*" }), [allowed("*")]],
    [
      "reports everything in two words",
      policy({ Principal: role, Action: "*:*" }),
      [allowed("*:*")],
    ],
    [
      "reports it among named actions",
      policy({ Principal: role, Action: ["s3:GetObject", "S3:*"] }),
      [allowed("s3:*")],
    ],
    [
      "reports it for a service with a condition",
      policy({
        Principal: { Service: "cloudfront.amazonaws.com" },
        Action: "s3:*",
        Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
      }),
      [allowed("s3:*")],
    ],
    ["accepts named actions", policy({ Principal: role, Action: ["s3:GetObject"] }), []],
    [
      "accepts a Deny of everything",
      policy({ Effect: "Deny", Principal: "*", Action: "s3:*" }),
      [],
    ],
    ["says nothing of a document that is not known yet", { policy: unknownValue }, []],
    ["says nothing without one", {}, []],
  ]);
  ruleCases<KeyArgs>(rule, "aws:kms/key:Key", [
    ["leaves keys to their own rule", policy({ Principal: role, Action: "kms:*" }), []],
  ]);
  ruleCases<VpcEndpointArgs>(rule, VPC_ENDPOINT_TYPE, [
    ["accepts what passes an endpoint", policy({ Principal: "*", Action: "*" }), []],
  ]);
  for (const type of RESOURCE_POLICY_TYPES) {
    it(`holds for ${type}`, async () => {
      const props = documentOf(type, policy({ Principal: role, Action: "*" }).policy);
      expect(await violations(rule, { type, props })).to.deep.equal([
        allowed("*").replace("policy:", `${Object.keys(props)[0]}:`),
      ]);
    });
  }
});

const BUCKET = "arn:aws:s3:::shop-assets";
const deny = (statement: RawStatement) =>
  policy({
    Sid: "Closed",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [BUCKET, `${BUCKET}/*`],
    ...statement,
  });
const locked =
  'policy: statement "Closed" denies everyone to change the policy, and only the account\'s root could undo it: add a condition.';
describeRule<BucketPolicyArgs>(s3BucketPolicyNoLockout, "aws:s3/bucketPolicy:BucketPolicy", [
  ["reports a Deny of everything to everyone", deny({}), [locked]],
  [
    "reports it for anyone of AWS and any action",
    deny({ Principal: { AWS: [role.AWS, "*"] }, Action: "*" }),
    [locked],
  ],
  ["reports it on everything", deny({ Resource: "*" }), [locked]],
  [
    "reports both ways to mend a policy denied by name",
    deny({ Action: ["s3:PutBucketPolicy", "s3:DeleteBucketPolicy"] }),
    [locked],
  ],
  ["accepts that one of them is left", deny({ Action: "s3:PutBucketPolicy" }), []],
  ["accepts a Deny on the objects", deny({ Resource: `${BUCKET}/*` }), []],
  [
    "accepts a Deny of requests without TLS",
    deny({ Condition: { Bool: { "aws:SecureTransport": "false" } } }),
    [],
  ],
  ["accepts a Deny to some", deny({ Principal: role }), []],
  ["accepts an Allow", deny({ Effect: "Allow" }), []],
  ["says nothing of a document that is not known yet", { policy: unknownValue }, []],
  ["says nothing without one", {}, []],
]);

describe(`${s3BucketPolicyNoLockout.name} in a bucket's own policy`, () => {
  for (const type of ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"]) {
    it(`holds for ${type}`, async () => {
      expect(await violations(s3BucketPolicyNoLockout, { type, props: deny({}) })).to.deep.equal([
        locked,
      ]);
    });
  }
});
