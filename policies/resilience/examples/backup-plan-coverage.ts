import type { PlanArgs, SelectionArgs } from "@pulumi/aws/backup";
import type { InstanceArgs } from "@pulumi/aws/rds";

import { resource } from "../../example";

const database = resource<InstanceArgs>("aws:rds/instance:Instance", "orders", {
  instanceClass: "db.t4g.small",
  engine: "postgres",
});

const plan = resource<PlanArgs>("aws:backup/plan:Plan", "weekly", {
  rules: [{ ruleName: "weekly", targetVaultName: "shop", schedule: "cron(0 5 ? * SUN *)" }],
});

export const bad = [database, plan];

export const good = [
  database,
  plan,
  resource<SelectionArgs>(
    "aws:backup/selection:Selection",
    "databases",
    { iamRoleArn: "arn:aws:iam::123456789012:role/shop-backup" },
    { from: { planId: "weekly.id", resources: ["orders.arn"] } },
  ),
];
