import type { ParameterArgs } from "@pulumi/aws/ssm";

import { resource } from "../../example";

export const bad = [
  resource<ParameterArgs>("aws:ssm/parameter:Parameter", "token", {
    name: "/shop/token",
    type: "String",
    value: "made up",
  }),
];

export const good = [
  resource<ParameterArgs>("aws:ssm/parameter:Parameter", "token", {
    name: "/shop/token",
    type: "SecureString",
    value: "made up",
    keyId: "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  }),
];
