import type { TaskDefinitionArgs } from "@pulumi/aws/ecs";

import { containers, resource } from "../../example";

export const bad = [
  resource<TaskDefinitionArgs>("aws:ecs/taskDefinition:TaskDefinition", "orders", {
    family: "orders",
    containerDefinitions: containers({ name: "orders" }),
  }),
];

export const good = [
  resource<TaskDefinitionArgs>("aws:ecs/taskDefinition:TaskDefinition", "orders", {
    family: "orders",
    containerDefinitions: containers({
      name: "orders",
      linuxParameters: { capabilities: { drop: ["ALL"] } },
    }),
  }),
];
