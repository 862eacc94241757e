import type { PermissionArgs } from "@pulumi/aws/lambda";

import { resource } from "../../example";

const permission = {
  action: "lambda:InvokeFunction",
  function: "nightly-report",
  principal: "events.amazonaws.com",
};

export const bad = [
  resource<PermissionArgs>("aws:lambda/permission:Permission", "nightly", permission),
];

export const good = [
  resource<PermissionArgs>("aws:lambda/permission:Permission", "nightly", {
    ...permission,
    sourceArn: "arn:aws:events:us-east-1:123456789012:rule/nightly",
  }),
];
