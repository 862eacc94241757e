import type { LogGroupArgs } from "@pulumi/aws/cloudwatch";

import { resource } from "../../example";

export const bad = [
  resource<LogGroupArgs>("aws:cloudwatch/logGroup:LogGroup", "orders", { name: "/ecs/shop" }),
];

export const good = [
  resource<LogGroupArgs>("aws:cloudwatch/logGroup:LogGroup", "orders", {
    name: "/ecs/shop",
    retentionInDays: 30,
  }),
];
