import type { KeyArgs } from "@pulumi/aws/kms";

import { resource } from "../../example";

const key = (statement: object) =>
  resource<KeyArgs>("aws:kms/key:Key", "shop", {
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Resource: "*", ...statement }],
    }),
  });

export const bad = [
  key({ Principal: { AWS: "arn:aws:iam::123456789012:role/orders" }, Action: "kms:*" }),
];

export const good = [
  key({ Principal: { AWS: "arn:aws:iam::123456789012:role/orders" }, Action: "kms:Decrypt" }),
];
