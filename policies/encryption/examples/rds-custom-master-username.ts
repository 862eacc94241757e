import type { InstanceArgs } from "@pulumi/aws/rds";

import { resource } from "../../example";

const database = {
  instanceClass: "db.t4g.micro",
  engine: "postgres",
  allocatedStorage: 20,
  storageEncrypted: true,
};

export const bad = [
  resource<InstanceArgs>("aws:rds/instance:Instance", "db", { ...database, username: "postgres" }),
];

export const good = [
  resource<InstanceArgs>("aws:rds/instance:Instance", "db", {
    ...database,
    username: "shop_owner",
  }),
];
