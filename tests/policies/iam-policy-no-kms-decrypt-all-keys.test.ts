import { iamPolicyNoKmsDecryptAllKeys } from "../../policies/least-privilege/iam-policy-no-kms-decrypt-all-keys";
import { ALIAS, KEY, KEYS, own, VIA } from "./support/own-grants";
import { describeIdentityRule } from "./support/rule-cases";

const decryptsAll = (resource: string, label = "statement 1") =>
  `[Resource::${resource}] policy: ${label} allows decrypting with every key of ${resource}: name the key, or its alias in a condition.`;

describeIdentityRule(iamPolicyNoKmsDecryptAllKeys, [
  ["reports every key", [{ Action: "kms:Decrypt", Resource: "*" }], [decryptsAll("*")]],
  [
    "reports decrypting by encrypting anew",
    [{ Action: "kms:ReEncryptFrom", Resource: "*" }],
    [decryptsAll("*")],
  ],
  [
    "reports every key of the account, by any pattern that allows decrypting",
    [
      { Sid: "Any", Action: "kms:*", Resource: KEYS },
      { Action: "kms:ReEncrypt*", Resource: KEYS },
      { Action: "kms:D?crypt", Resource: [KEY, KEYS] },
    ],
    [
      decryptsAll(KEYS, 'statement "Any"'),
      decryptsAll(KEYS, "statement 2"),
      decryptsAll(KEYS, "statement 3"),
    ],
  ],
  [
    "accepts one key by the alias that it has",
    [
      {
        Action: "kms:Decrypt",
        Resource: KEYS,
        Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": ALIAS } },
      },
      {
        Action: "kms:Decrypt",
        Resource: KEYS,
        Condition: { StringEquals: { "kms:RequestAlias": [ALIAS] } },
      },
    ],
    [],
  ],
  [
    "reports an alias that is a pattern, that may be absent, or that is ruled out",
    [
      { "ForAnyValue:StringLike": { "kms:ResourceAliases": "alias/*" } },
      { "ForAnyValue:StringLike": { "kms:ResourceAliases": "alias/order-*" } },
      { "ForAllValues:StringEquals": { "kms:ResourceAliases": ALIAS } },
      { "ForAnyValue:StringEqualsIfExists": { "kms:ResourceAliases": ALIAS } },
      { "ForAnyValue:StringNotEquals": { "kms:ResourceAliases": ALIAS } },
    ].map(Condition => ({ Action: "kms:Decrypt", Resource: KEYS, Condition })),
    [1, 2, 3, 4, 5].map(place => decryptsAll(KEYS, `statement ${place}`)),
  ],
  [
    "reports the way of use alone",
    [{ Action: "kms:Decrypt", Resource: KEYS, Condition: { StringEquals: VIA } }],
    [decryptsAll(KEYS)],
  ],
  ["accepts a named key", [{ Action: "kms:Decrypt", Resource: KEY }], []],
  ["accepts what decrypts nothing", [{ Action: "kms:ListAliases", Resource: "*" }], []],
  ["accepts what the program grants", own, []],
]);
