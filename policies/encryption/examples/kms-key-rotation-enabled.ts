import type { KeyArgs } from "@pulumi/aws/kms";

import { resource } from "../../example";

export const bad = [
  resource<KeyArgs>("aws:kms/key:Key", "key", { description: "Data of the shop" }),
];

export const good = [
  resource<KeyArgs>("aws:kms/key:Key", "key", {
    description: "Data of the shop",
    enableKeyRotation: true,
  }),
];
