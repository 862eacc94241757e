import type { ResourceValidationPolicy } from "@pulumi/policy";

import { onTypes } from "../resource";

interface TaskDefinition {
  networkMode?: string;
  requiresCompatibilities?: readonly string[];
}

export const ecsTaskAwsvpc: ResourceValidationPolicy = {
  name: "ecs-task-awsvpc",
  description: "Each task has a network interface, and so security groups, of its own.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["network"],
  remediationSteps: "Set networkMode to awsvpc.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking-awsvpc.html",
  validateResource: onTypes<TaskDefinition>(
    ["aws:ecs/taskDefinition:TaskDefinition"],
    ({ networkMode, requiresCompatibilities = [] }, report) => {
      // Left out, it is bridge.
      if (networkMode !== "awsvpc" && !isForExternal(requiresCompatibilities)) {
        report("The task shares its host's network: set networkMode to awsvpc.");
      }
    },
  ),
};

/** Machines of one's own (ECS Anywhere) have no network interfaces to give. */
function isForExternal(compatibilities: readonly string[]): boolean {
  return compatibilities.length === 1 && compatibilities[0] === "EXTERNAL";
}
