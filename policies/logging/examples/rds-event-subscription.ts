import type { EventSubscriptionArgs, InstanceArgs } from "@pulumi/aws/rds";

import { resource } from "../../example";

const database = resource<InstanceArgs>("aws:rds/instance:Instance", "db", {
  instanceClass: "db.t4g.micro",
  engine: "postgres",
});

export const bad = [database];

export const good = [
  database,
  resource<EventSubscriptionArgs>("aws:rds/eventSubscription:EventSubscription", "events", {
    snsTopic: "arn:aws:sns:us-east-1:123456789012:shop-alerts",
    sourceType: "db-instance",
    eventCategories: ["failure", "maintenance", "configuration change"],
  }),
];
