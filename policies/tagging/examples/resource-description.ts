import type { KeyArgs } from "@pulumi/aws/kms";

import { resource } from "../../example";

export const bad = [resource<KeyArgs>("aws:kms/key:Key", "shop", { enableKeyRotation: true })];

export const good = [
  resource<KeyArgs>("aws:kms/key:Key", "shop", {
    enableKeyRotation: true,
    description: "Data of the shop at rest",
  }),
];
