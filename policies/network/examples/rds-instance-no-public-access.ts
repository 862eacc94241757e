import type { InstanceArgs } from "@pulumi/aws/rds";

import { resource } from "../../example";

const database = { instanceClass: "db.t4g.micro", engine: "postgres" };
export const bad = [
  resource<InstanceArgs>("aws:rds/instance:Instance", "db", {
    ...database,
    publiclyAccessible: true,
  }),
];

export const good = [resource<InstanceArgs>("aws:rds/instance:Instance", "db", database)];
