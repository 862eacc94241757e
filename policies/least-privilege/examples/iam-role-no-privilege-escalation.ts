import type { RoleArgs, RolePolicyArgs } from "@pulumi/aws/iam";

import { resource } from "../../example";

const role = resource<RoleArgs>("aws:iam/role:Role", "deploy", { name: "deploy" });

const policy = (name: string, actions: string[], arn: string) =>
  resource<RolePolicyArgs>(
    "aws:iam/rolePolicy:RolePolicy",
    name,
    {
      policy: {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: actions, Resource: arn }],
      },
    },
    { from: { role: "deploy.name" } },
  );

const run = policy("run", ["ecs:RegisterTaskDefinition", "ecs:RunTask"], "*");

export const bad = [role, run, policy("pass", ["iam:PassRole"], "*")];

export const good = [
  role,
  run,
  policy("pass", ["iam:PassRole"], "arn:aws:iam::123456789012:role/orders-task"),
];
