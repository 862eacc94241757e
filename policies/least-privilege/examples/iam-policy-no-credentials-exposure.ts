import { rolePolicy } from "../../iam/example";

export const bad = [
  rolePolicy({
    Action: "rds-db:connect",
    Resource: "arn:aws:rds-db:us-east-1:123456789012:dbuser:*/*",
  }),
];

export const good = [
  rolePolicy({
    Action: "rds-db:connect",
    Resource: "arn:aws:rds-db:us-east-1:123456789012:dbuser:db-ABCDEFGHIJKL/orders",
  }),
];
