import type { TaskDefinitionArgs } from "@pulumi/aws/ecs";

import { containers, resource } from "../../example";

export const bad = [
  resource<TaskDefinitionArgs>("aws:ecs/taskDefinition:TaskDefinition", "orders", {
    family: "orders",
    containerDefinitions: containers({ name: "orders", image: "ghcr.io/example/orders:1.4.0" }),
  }),
];

export const good = [
  resource<TaskDefinitionArgs>("aws:ecs/taskDefinition:TaskDefinition", "orders", {
    family: "orders",
    containerDefinitions: containers({
      name: "orders",
      image: "123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/orders:1.4.0",
    }),
  }),
];
