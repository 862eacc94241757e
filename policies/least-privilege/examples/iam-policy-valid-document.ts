import type { RolePolicyArgs } from "@pulumi/aws/iam";

import { resource } from "../../example";
import { rolePolicy } from "../../iam/example";

export const bad = [
  resource<RolePolicyArgs>("aws:iam/rolePolicy:RolePolicy", "orders", {
    role: "orders",
    policy: '{ "Statement": [{ "Action": "sqs:SendMessage" }] }',
  }),
];

export const good = [
  rolePolicy({
    Sid: "Publish",
    Action: "sqs:SendMessage",
    Resource: "arn:aws:sqs:us-east-1:123456789012:orders",
  }),
];
