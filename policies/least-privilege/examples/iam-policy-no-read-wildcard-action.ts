import { rolePolicy } from "../../iam/example";

export const bad = [rolePolicy({ Action: "ecs:Describe*", Resource: "*" })];

export const good = [rolePolicy({ Action: "ecs:DescribeTaskDefinition", Resource: "*" })];
