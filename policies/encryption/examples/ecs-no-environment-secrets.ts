import type { TaskDefinitionArgs } from "@pulumi/aws/ecs";

import { resource } from "../../example";

export const bad = [
  resource<TaskDefinitionArgs>("aws:ecs/taskDefinition:TaskDefinition", "orders", {
    family: "orders",
    containerDefinitions: JSON.stringify([
      {
        name: "orders",
        image: "orders:1.4.2",
        environment: [{ name: "DATABASE_PASSWORD", value: "tr0ub4dor" }],
      },
    ]),
  }),
];

export const good = [
  resource<TaskDefinitionArgs>("aws:ecs/taskDefinition:TaskDefinition", "orders", {
    family: "orders",
    containerDefinitions: JSON.stringify([
      {
        name: "orders",
        image: "orders:1.4.2",
        secrets: [
          {
            name: "DATABASE_PASSWORD",
            valueFrom: "arn:aws:ssm:us-east-1:123456789012:parameter/shop/database/password",
          },
        ],
      },
    ]),
  }),
];
