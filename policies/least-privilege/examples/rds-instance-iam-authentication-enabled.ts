import type { InstanceArgs } from "@pulumi/aws/rds";

import { resource } from "../../example";

const database = { instanceClass: "db.t4g.micro", engine: "postgres", allocatedStorage: 20 };

export const bad = [resource<InstanceArgs>("aws:rds/instance:Instance", "db", database)];

export const good = [
  resource<InstanceArgs>("aws:rds/instance:Instance", "db", {
    ...database,
    iamDatabaseAuthenticationEnabled: true,
  }),
];
