import type { InstanceArgs } from "@pulumi/aws/rds";

import { resource } from "../../example";

const database = { instanceClass: "db.t4g.small", engine: "postgres", allocatedStorage: 20 };

export const bad = [
  resource<InstanceArgs>("aws:rds/instance:Instance", "orders", {
    ...database,
    skipFinalSnapshot: true,
  }),
];

export const good = [
  resource<InstanceArgs>("aws:rds/instance:Instance", "orders", {
    ...database,
    finalSnapshotIdentifier: "orders-final",
  }),
];
