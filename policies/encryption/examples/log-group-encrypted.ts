import type { LogGroupArgs } from "@pulumi/aws/cloudwatch";

import { resource } from "../../example";

export const bad = [
  resource<LogGroupArgs>("aws:cloudwatch/logGroup:LogGroup", "logs", { name: "/ecs/shop" }),
];

export const good = [
  resource<LogGroupArgs>("aws:cloudwatch/logGroup:LogGroup", "logs", {
    name: "/ecs/shop",
    kmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  }),
];
