import type { RolePolicyAttachmentArgs } from "@pulumi/aws/iam";

import { resource } from "../../example";

const attachment = (policyArn: string) =>
  resource<RolePolicyAttachmentArgs>(
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    "orders",
    { role: "orders", policyArn },
  );

export const bad = [attachment("arn:aws:iam::aws:policy/AdministratorAccess")];

export const good = [attachment("arn:aws:iam::123456789012:policy/orders")];
