import type { TaskDefinitionArgs } from "@pulumi/aws/ecs";
import type { InstanceArgs } from "@pulumi/aws/rds";

import { resource } from "../../example";

const DATABASE = "aws:rds/instance:Instance";
const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";

export const config = { tasks: true };

export const bad = [
  resource<InstanceArgs>(DATABASE, "db", { engine: "postgres", instanceClass: "db.t3.medium" }),
  resource<TaskDefinitionArgs>(TASK_DEFINITION, "orders", { cpu: "512", memory: "1024" }),
];

export const good = [
  resource<InstanceArgs>(DATABASE, "db", { engine: "postgres", instanceClass: "db.t4g.medium" }),
  resource<TaskDefinitionArgs>(TASK_DEFINITION, "orders", {
    cpu: "512",
    memory: "1024",
    runtimePlatform: { cpuArchitecture: "ARM64", operatingSystemFamily: "LINUX" },
  }),
];
