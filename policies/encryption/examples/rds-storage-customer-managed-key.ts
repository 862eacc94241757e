import type { InstanceArgs } from "@pulumi/aws/rds";

import { resource } from "../../example";

const database = {
  instanceClass: "db.t4g.micro",
  engine: "postgres",
  allocatedStorage: 20,
  storageEncrypted: true,
};

export const bad = [resource<InstanceArgs>("aws:rds/instance:Instance", "db", database)];

export const good = [
  resource<InstanceArgs>("aws:rds/instance:Instance", "db", {
    ...database,
    kmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  }),
];
