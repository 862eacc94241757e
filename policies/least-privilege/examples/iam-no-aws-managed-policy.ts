import type { RolePolicyAttachmentArgs } from "@pulumi/aws/iam";

import { resource } from "../../example";

const attachment = (policyArn: string) =>
  resource<RolePolicyAttachmentArgs>(
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    "orders",
    { role: "orders", policyArn },
  );

export const bad = [
  attachment("arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"),
];

export const good = [
  attachment("arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"),
];
