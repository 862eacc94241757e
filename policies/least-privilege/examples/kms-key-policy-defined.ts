import type { KeyArgs } from "@pulumi/aws/kms";

import { resource } from "../../example";

export const bad = [
  resource<KeyArgs>("aws:kms/key:Key", "shop", { description: "The shop's data" }),
];

export const good = [
  resource<KeyArgs>("aws:kms/key:Key", "shop", {
    description: "The shop's data",
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AccountAdministration",
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::123456789012:root" },
          Action: "kms:*",
          Resource: "*",
        },
      ],
    }),
  }),
];
