import type { ResourceValidationPolicy } from "@pulumi/policy";

import { onTypes } from "../resource";

export const ecsTaskAwsvpc: ResourceValidationPolicy = {
  name: "ecs-task-awsvpc",
  description: "Each task has a network interface, and so security groups, of its own.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["network"],
  remediationSteps: "Set networkMode to awsvpc.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking-awsvpc.html",
  validateResource: onTypes<{ networkMode?: string }>(
    ["aws:ecs/taskDefinition:TaskDefinition"],
    ({ networkMode }, report) => {
      // Left out, it is bridge.
      if (networkMode !== "awsvpc") {
        report("The task shares its host's network: set networkMode to awsvpc.");
      }
    },
  ),
};
