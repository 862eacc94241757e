import type { InstanceArgs } from "@pulumi/aws/rds";

import { resource } from "../../example";

export const bad = [
  resource<InstanceArgs>("aws:rds/instance:Instance", "db", {
    engine: "postgres",
    engineVersion: "12",
    instanceClass: "db.t4g.micro",
  }),
];

export const good = [
  resource<InstanceArgs>("aws:rds/instance:Instance", "db", {
    engine: "postgres",
    engineVersion: "17",
    instanceClass: "db.t4g.micro",
  }),
];
