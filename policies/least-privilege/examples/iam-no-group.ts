import type { GroupArgs } from "@pulumi/aws/iam";
import type { PermissionSetArgs } from "@pulumi/aws/ssoadmin";

import { resource } from "../../example";

export const bad = [
  resource<GroupArgs>("aws:iam/group:Group", "developers", { name: "developers" }),
];

export const good = [
  resource<PermissionSetArgs>("aws:ssoadmin/permissionSet:PermissionSet", "developers", {
    name: "developers",
    instanceArn: "arn:aws:sso:::instance/ssoins-1234567890abcdef",
  }),
];
