import { rolePolicy } from "../../iam/example";

export const bad = [
  rolePolicy({ Action: "kms:Decrypt", Resource: "arn:aws:kms:us-east-1:123456789012:key/*" }),
];

export const good = [
  rolePolicy({
    Action: "kms:Decrypt",
    Resource: "arn:aws:kms:us-east-1:123456789012:key/*",
    Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/orders" } },
  }),
];
