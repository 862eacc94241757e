import type { TaskDefinitionArgs } from "@pulumi/aws/ecs";

import { containers, resource } from "../../example";

export const bad = [
  resource<TaskDefinitionArgs>("aws:ecs/taskDefinition:TaskDefinition", "orders", {
    family: "orders",
    containerDefinitions: containers({ name: "orders" }),
    volumes: [{ name: "docker", hostPath: "/var/run/docker.sock" }],
  }),
];

export const good = [
  resource<TaskDefinitionArgs>("aws:ecs/taskDefinition:TaskDefinition", "orders", {
    family: "orders",
    containerDefinitions: containers({ name: "orders" }),
    volumes: [{ name: "tmp" }],
  }),
];
