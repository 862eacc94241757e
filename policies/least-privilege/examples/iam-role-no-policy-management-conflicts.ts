import type { PolicyArgs, RoleArgs, RolePolicyAttachmentArgs } from "@pulumi/aws/iam";

import { resource } from "../../example";

const policy = resource<PolicyArgs>("aws:iam/policy:Policy", "publish", { name: "publish" });

const attachment = resource<RolePolicyAttachmentArgs>(
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  "orders-publish",
  {},
  { from: { role: "orders.name", policyArn: "publish.arn" } },
);

export const bad = [
  policy,
  resource<RoleArgs>(
    "aws:iam/role:Role",
    "orders",
    { name: "orders" },
    { from: { managedPolicyArns: ["publish.arn"] } },
  ),
  attachment,
];

export const good = [
  policy,
  resource<RoleArgs>("aws:iam/role:Role", "orders", { name: "orders" }),
  attachment,
];
