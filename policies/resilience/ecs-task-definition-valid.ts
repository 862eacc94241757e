import type { ResourceValidationPolicy } from "@pulumi/policy";

import { CONTAINERS } from "../container-shape";
import { parseContainers } from "../containers";
import { peek, UNKNOWN } from "../known";
import { onTypes } from "../resource";
import { shapeFaults } from "../shape";

interface TaskDefinition {
  containerDefinitions: string;
  networkMode?: string;
  volumes?: readonly { name: string }[];
}

/** What the containers of a task refer to; their shape is checked before. */
interface Container {
  name: string;
  essential?: boolean;
  healthCheck?: object;
  dependsOn?: readonly { containerName: string; condition: string }[];
  portMappings?: readonly { containerPort?: number; hostPort?: number }[];
  mountPoints?: readonly { sourceVolume?: string }[];
  volumesFrom?: readonly { sourceContainer?: string }[];
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
      const found = faults.length > 0 ? faults : taskFaults(containers as Container[], task);
      found.forEach(fault => report(fault));
    },
  ),
};

function taskFaults(containers: readonly Container[], task: TaskDefinition): string[] {
  const names = containers.map(({ name }) => name);
  const repeated = names.some((name, index) => names.indexOf(name) !== index);
  // A container is essential unless it says otherwise.
  const needless = containers.every(({ essential }) => essential === false);
  const volumes = peek(() => task.volumes?.map(({ name }) => name) ?? []);
  const ownNetwork = peek(() => task.networkMode) === "awsvpc";
  return [
    ...(repeated ? ["Two containers have the same name: give each its own."] : []),
    ...(needless ? ["No container is essential: set essential of one to true."] : []),
    ...containers.flatMap((container, index) => {
      const path = `containerDefinitions[${index}]`;
      return [
        ...dependencyFaults(container, containers, path),
        ...(ownNetwork ? portFaults(container, path) : []),
        ...(volumes === UNKNOWN ? [] : mountFaults(container, volumes, path)),
        ...(container.volumesFrom ?? []).flatMap(({ sourceContainer = "" }, place) =>
          names.includes(sourceContainer)
            ? []
            : [`${path}.volumesFrom[${place}].sourceContainer: set it to a container of the task.`],
        ),
      ];
    }),
  ];
}

function dependencyFaults(
  { name, dependsOn = [] }: Container,
  containers: readonly Container[],
  path: string,
): string[] {
  return dependsOn.flatMap(({ containerName, condition }, index) => {
    const place = `${path}.dependsOn[${index}]`;
    const other = containers.find(container => container.name === containerName);
    if (other === undefined || containerName === name) {
      return [`${place}.containerName is no other container: set it to one of the task.`];
    }
    if (condition === "HEALTHY" && other.healthCheck === undefined) {
      return [`${place} waits for health that nobody checks: set healthCheck of ${containerName}.`];
    }
    // Nobody could wait for the end of a container whose end stops the task.
    if (["COMPLETE", "SUCCESS"].includes(condition) && other.essential !== false) {
      return [`${place} waits for an end: set essential of ${containerName} to false.`];
    }
    return [];
  });
}

function portFaults({ portMappings = [] }: Container, path: string): string[] {
  return portMappings.flatMap(({ containerPort, hostPort = containerPort }, index) =>
    hostPort === containerPort
      ? []
      : [`${path}.portMappings[${index}].hostPort: leave it out, or set it to containerPort.`],
  );
}

function mountFaults(
  { mountPoints = [] }: Container,
  volumes: readonly string[],
  path: string,
): string[] {
  return mountPoints.flatMap(({ sourceVolume = "" }, index) =>
    volumes.includes(sourceVolume)
      ? []
      : [`${path}.mountPoints[${index}].sourceVolume: set it to the name of one of volumes.`],
  );
}
