import { rolePolicy } from "../../iam/example";

export const bad = [rolePolicy({ Action: "secretsmanager:GetSecretValue", Resource: "*" })];

export const good = [
  rolePolicy({
    Action: "secretsmanager:GetSecretValue",
    Resource: "arn:aws:secretsmanager:us-east-1:123456789012:secret:/orders/database-??????",
  }),
];
