import type { KeyArgs, KeyPolicyArgs } from "@pulumi/aws/kms";

import { kmsKeyPolicyNoWildcardAction } from "../../policies/least-privilege/kms-key-policy-no-wildcard-action";
import { kmsKeyPolicyNoWildcardPrincipal } from "../../policies/least-privilege/kms-key-policy-no-wildcard-principal";
import { unknownValue } from "./support/engine";
import { Case, document, RawStatement, ruleCases } from "./support/rule-cases";

const policy = (statement: RawStatement) => ({ policy: document({ Resource: "*", ...statement }) });
const root = { AWS: "arn:aws:iam::123456789012:root" };

const anyone =
  "[Principal::*] policy: statement 1 lets anyone use the key: name the principals, or add a condition on kms:CallerAccount.";

describe(kmsKeyPolicyNoWildcardPrincipal.name, () => {
  const cases: Case<KeyArgs & KeyPolicyArgs>[] = [
    ["reports anyone", policy({ Action: "kms:Decrypt", Principal: "*" }), [anyone]],
    [
      "reports anyone of AWS",
      policy({ Action: "kms:Decrypt", Principal: { AWS: ["*"] } }),
      [anyone],
    ],
    [
      "reports anyone beside a service",
      policy({ Action: "kms:Decrypt", Principal: { Service: "sns.amazonaws.com", AWS: "*" } }),
      [anyone],
    ],
    [
      "reports anyone through a service, which narrows nothing",
      policy({
        Action: "kms:Decrypt",
        Principal: "*",
        Condition: { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } },
      }),
      [anyone],
    ],
    [
      "accepts anyone of this account",
      policy({
        Action: "kms:Decrypt",
        Principal: "*",
        Condition: { StringEquals: { "kms:CallerAccount": "123456789012" } },
      }),
      [],
    ],
    ["accepts the account", policy({ Action: "kms:*", Principal: root }), []],
    ["accepts AWS's default", {}, []],
    ["says nothing about Deny", policy({ Effect: "Deny", Action: "kms:*", Principal: "*" }), []],
    ["says nothing of a document that is not known yet", { policy: unknownValue }, []],
  ];
  ruleCases(kmsKeyPolicyNoWildcardPrincipal, "aws:kms/key:Key", cases);
  ruleCases(kmsKeyPolicyNoWildcardPrincipal, "aws:kms/keyPolicy:KeyPolicy", cases);
});

describe(kmsKeyPolicyNoWildcardAction.name, () => {
  const cases: Case<KeyArgs & KeyPolicyArgs>[] = [
    [
      "reports everything for a role and a service",
      policy({
        Sid: "All",
        Action: ["kms:Decrypt", "kms:*"],
        Principal: { AWS: "arn:aws:iam::123456789012:role/a", Service: "logs.amazonaws.com" },
      }),
      [
        '[Principal::AWS:arn:aws:iam::123456789012:role/a] policy: statement "All" lets AWS arn:aws:iam::123456789012:role/a do everything with the key: name the actions.',
        '[Principal::Service:logs.amazonaws.com] policy: statement "All" lets Service logs.amazonaws.com do everything with the key: name the actions.',
      ],
    ],
    [
      "reports any action at all",
      policy({
        Action: "*",
        Principal: { AWS: ["123456789012", "arn:aws:iam::123456789012:user/a"] },
      }),
      [
        "[Principal::AWS:arn:aws:iam::123456789012:user/a] policy: statement 1 lets AWS arn:aws:iam::123456789012:user/a do everything with the key: name the actions.",
      ],
    ],
    ["accepts the account", policy({ Action: "kms:*", Principal: root }), []],
    [
      "accepts named actions, some by AWS's wildcards",
      policy({
        Action: ["kms:Decrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
        Principal: { Service: "logs.us-east-1.amazonaws.com" },
      }),
      [],
    ],
    ["accepts AWS's default", {}, []],
    ["says nothing about Deny", policy({ Effect: "Deny", Action: "kms:*", Principal: "*" }), []],
  ];
  ruleCases(kmsKeyPolicyNoWildcardAction, "aws:kms/key:Key", cases);
  ruleCases(kmsKeyPolicyNoWildcardAction, "aws:kms/keyPolicy:KeyPolicy", cases);
});
