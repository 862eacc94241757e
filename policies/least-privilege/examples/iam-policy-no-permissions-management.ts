import { rolePolicy } from "../../iam/example";

export const bad = [rolePolicy({ Action: "kms:PutKeyPolicy", Resource: "*" })];

export const good = [
  rolePolicy({
    Action: "kms:PutKeyPolicy",
    Resource: "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  }),
];
