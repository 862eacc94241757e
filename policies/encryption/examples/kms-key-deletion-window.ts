import type { KeyArgs } from "@pulumi/aws/kms";

import { resource } from "../../example";

export const bad = [resource<KeyArgs>("aws:kms/key:Key", "key", { deletionWindowInDays: 7 })];

export const good = [resource<KeyArgs>("aws:kms/key:Key", "key", { deletionWindowInDays: 30 })];
