import type { RolePolicyArgs } from "@pulumi/aws/iam";

import { resource } from "../../example";
import { rolePolicy } from "../../iam/example";

export const bad = [
  resource<RolePolicyArgs>("aws:iam/rolePolicy:RolePolicy", "orders", {
    role: "orders",
    policy: '{ "Statement": [{ "Action": "sqs:SendMessage" }] }',
  }),
  // There is no such action: the right one is s3:ListBucket.
  rolePolicy({ Action: "s3:ListObjects", Resource: "arn:aws:s3:::orders-files" }),
];

export const good = [
  rolePolicy({
    Sid: "Publish",
    Action: "sqs:SendMessage",
    Resource: "arn:aws:sqs:us-east-1:123456789012:orders",
  }),
];
