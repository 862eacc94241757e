import type { InstanceArgs } from "@pulumi/aws/rds";

import { resource } from "../../example";

const database = {
  instanceClass: "db.t4g.micro",
  engine: "postgres",
  allocatedStorage: 20,
  storageEncrypted: true,
};

export const bad = [
  resource<InstanceArgs>("aws:rds/instance:Instance", "db", {
    ...database,
    caCertIdentifier: "rds-ca-2019",
  }),
];

export const good = [
  resource<InstanceArgs>("aws:rds/instance:Instance", "db", {
    ...database,
    caCertIdentifier: "rds-ca-rsa2048-g1",
  }),
];
