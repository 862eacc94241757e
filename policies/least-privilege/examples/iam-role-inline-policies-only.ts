import type {
  PolicyArgs,
  RoleArgs,
  RolePolicyArgs,
  RolePolicyAttachmentArgs,
} from "@pulumi/aws/iam";

import { resource } from "../../example";

const role = resource<RoleArgs>("aws:iam/role:Role", "orders", { name: "orders" });

const policy = {
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Action: "sqs:SendMessage",
      Resource: "arn:aws:sqs:us-east-1:123456789012:orders",
    },
  ],
} as const;

export const bad = [
  role,
  resource<PolicyArgs>("aws:iam/policy:Policy", "publish", { policy: JSON.stringify(policy) }),
  resource<RolePolicyAttachmentArgs>(
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    "orders-publish",
    {},
    { from: { role: "orders.name", policyArn: "publish.arn" } },
  ),
];

export const good = [
  role,
  resource<RolePolicyArgs>(
    "aws:iam/rolePolicy:RolePolicy",
    "publish",
    { policy: JSON.stringify(policy) },
    { from: { role: "orders.id" } },
  ),
];
