import type { RoleArgs, RolePolicyArgs } from "@pulumi/aws/iam";

import { resource } from "../../example";

const deploy = resource<RoleArgs>("aws:iam/role:Role", "deploy", { name: "deploy" });

const policy = (name: string, Action: string[], Resource: string) =>
  resource<RolePolicyArgs>(
    "aws:iam/rolePolicy:RolePolicy",
    name,
    { policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource }] } },
    { from: { role: "deploy.name" } },
  );

const run = ["ecs:RegisterTaskDefinition", "ecs:RunTask"];

// Each alone is no way to more rights; the two together start any task with any role.
export const bad = [
  deploy,
  policy("run", run, "*"),
  policy("pass", ["iam:PassRole"], "arn:aws:iam::123456789012:role/*"),
];

export const good = [
  deploy,
  policy("run", run, "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:*"),
  policy("pass", ["iam:PassRole"], "arn:aws:iam::123456789012:role/orders-task"),
];
