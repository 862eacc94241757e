import type { InstanceArgs } from "@pulumi/aws/rds";

import { resource } from "../../example";

const DATABASE = "aws:rds/instance:Instance";

export const bad = [resource<InstanceArgs>(DATABASE, "db", { allocatedStorage: 100 })];

export const good = [
  resource<InstanceArgs>(DATABASE, "db", { allocatedStorage: 100, storageType: "gp3" }),
];
