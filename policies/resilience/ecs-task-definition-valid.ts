import type { ResourceValidationPolicy } from "@pulumi/policy";

import { Container, referenceFaults } from "../container-references";
import { CONTAINERS } from "../container-shape";
import { parseContainers } from "../containers";
import { onTypes } from "../resource";
import { shapeFaults } from "../shape";

interface TaskDefinition {
  containerDefinitions: string;
  networkMode?: string;
  volumes?: readonly { name: string }[];
}

/** The engine takes any JSON: without the rule a misspelt property is lost in silence, until the task runs without it. */
export const ecsTaskDefinitionValid: ResourceValidationPolicy = {
  name: "ecs-task-definition-valid",
  description: "Containers are described as ECS takes them.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["resilience"],
  remediationSteps:
    "Write containerDefinitions as the API's ContainerDefinition, with names that exist in the task.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
  validateResource: onTypes<TaskDefinition>(
    ["aws:ecs/taskDefinition:TaskDefinition"],
    (task, report) => {
      const containers = parseContainers(task.containerDefinitions);
      const faults =
        containers === undefined
          ? ["containerDefinitions cannot be read: write a JSON array of containers."]
          : shapeFaults(containers, CONTAINERS, "containerDefinitions");
      const found =
        faults.length > 0 ? faults : referenceFaults(containers as unknown as Container[], task);
      found.forEach(fault => report(fault));
    },
  ),
};
