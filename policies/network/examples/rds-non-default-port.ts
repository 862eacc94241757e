import type { InstanceArgs } from "@pulumi/aws/rds";

import { resource } from "../../example";

const database = { instanceClass: "db.t4g.micro", engine: "postgres" };
export const bad = [resource<InstanceArgs>("aws:rds/instance:Instance", "db", database)];

export const good = [
  resource<InstanceArgs>("aws:rds/instance:Instance", "db", { ...database, port: 15432 }),
];
