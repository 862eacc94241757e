import { peek, UNKNOWN } from "./known";

/** What of a task its containers refer to. */
interface Task {
  networkMode?: string;
  volumes?: readonly { name: string }[];
}

/** What a container refers to; its shape is checked before. */
export interface Container {
  name: string;
  essential?: boolean;
  healthCheck?: object;
  dependsOn?: readonly { containerName: string; condition: string }[];
  portMappings?: readonly { containerPort?: number; hostPort?: number }[];
  mountPoints?: readonly { sourceVolume?: string }[];
  volumesFrom?: readonly { sourceContainer?: string }[];
}

/** What is wrong in how the containers of a task go together. What is not known yet passes. */
export function referenceFaults(containers: readonly Container[], task: Task): string[] {
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
