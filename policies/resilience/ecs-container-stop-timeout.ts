import type { ResourceValidationPolicy } from "@pulumi/policy";

import { ContainerDefinition, containersOf } from "../containers";
import { finding, onTypes } from "../resource";

interface TaskDefinition {
  requiresCompatibilities?: readonly string[];
}

interface Stopped extends ContainerDefinition {
  stopTimeout?: number;
}

/** Left out, Fargate gives 30 seconds. */
export const ecsContainerStopTimeout: ResourceValidationPolicy = {
  name: "ecs-container-stop-timeout",
  description: "A container on Fargate asks for no more time to stop than it gets.",
  enforcementLevel: "advisory",
  severity: "low",
  tags: ["resilience"],
  remediationSteps: "Set stopTimeout to between 1 and 120 seconds, or leave it out for 30.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html#container_definition_timeout",
  validateResource: onTypes<TaskDefinition>(
    ["aws:ecs/taskDefinition:TaskDefinition"],
    (task, report) => {
      if (!task.requiresCompatibilities?.includes("FARGATE")) {
        return;
      }
      containersOf(task).forEach(([path, { name, stopTimeout = 30 }]: [string, Stopped]) => {
        if (stopTimeout < 1 || stopTimeout > 120) {
          report(
            finding(
              `Container::${name ?? path}`,
              `Fargate gives no such time: set ${path}.stopTimeout to 1 to 120.`,
            ),
          );
        }
      });
    },
  ),
};
