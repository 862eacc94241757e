import type { InstanceArgs } from "@pulumi/aws/rds";

import { resource } from "../../example";

const database = { instanceClass: "db.t4g.small", engine: "postgres", allocatedStorage: 20 };

export const bad = [
  resource<InstanceArgs>("aws:rds/instance:Instance", "orders", {
    ...database,
    backupRetentionPeriod: 1,
  }),
];

export const good = [
  resource<InstanceArgs>("aws:rds/instance:Instance", "orders", {
    ...database,
    backupRetentionPeriod: 7,
  }),
];
