import type { InstanceArgs } from "@pulumi/aws/rds";

import { resource } from "../../example";

const database = { instanceClass: "db.t4g.micro", engine: "postgres", username: "shop_owner" };

export const bad = [
  resource<InstanceArgs>("aws:rds/instance:Instance", "db", { ...database, password: "tr0ub4dor" }),
];

export const good = [
  resource<InstanceArgs>("aws:rds/instance:Instance", "db", {
    ...database,
    manageMasterUserPassword: true,
  }),
];
