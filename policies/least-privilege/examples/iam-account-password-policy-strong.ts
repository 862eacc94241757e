import type { AccountPasswordPolicyArgs } from "@pulumi/aws/iam";

import { resource } from "../../example";

const type = "aws:iam/accountPasswordPolicy:AccountPasswordPolicy";

export const bad = [
  resource<AccountPasswordPolicyArgs>(type, "passwords", { minimumPasswordLength: 8 }),
];

export const good = [
  resource<AccountPasswordPolicyArgs>(type, "passwords", {
    minimumPasswordLength: 14,
    passwordReusePrevention: 24,
    requireLowercaseCharacters: true,
    requireNumbers: true,
    requireSymbols: true,
    requireUppercaseCharacters: true,
  }),
];
