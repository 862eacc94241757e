import type { InstanceArgs } from "@pulumi/aws/rds";

import { resource } from "../../example";

export const config = { allowed: ["db.t4g.*"] };

export const bad = [
  resource<InstanceArgs>("aws:rds/instance:Instance", "db", { instanceClass: "db.r7g.4xlarge" }),
];

export const good = [
  resource<InstanceArgs>("aws:rds/instance:Instance", "db", { instanceClass: "db.t4g.medium" }),
];
