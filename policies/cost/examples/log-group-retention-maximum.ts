import type { LogGroupArgs } from "@pulumi/aws/cloudwatch";

import { resource } from "../../example";

const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";

export const bad = [resource<LogGroupArgs>(LOG_GROUP, "orders", { name: "/ecs/orders" })];

export const good = [
  resource<LogGroupArgs>(LOG_GROUP, "orders", { name: "/ecs/orders", retentionInDays: 30 }),
];
