import type { PolicyAttachmentArgs, RolePolicyAttachmentArgs } from "@pulumi/aws/iam";

import { resource } from "../../example";

const policyArn = "arn:aws:iam::123456789012:policy/orders";

export const bad = [
  resource<PolicyAttachmentArgs>("aws:iam/policyAttachment:PolicyAttachment", "orders", {
    roles: ["orders"],
    policyArn,
  }),
];

export const good = [
  resource<RolePolicyAttachmentArgs>(
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    "orders",
    {
      role: "orders",
      policyArn,
    },
  ),
];
