import type { ReportViolation, ResourceValidation, ResourceValidationArgs } from "@pulumi/policy";

import { DocumentError, parseJson } from "./iam/document";
import { peek } from "./known";
import { withoutNulls } from "./nulls";
import { onTypes } from "./resource";

/** Type of ECS's task definitions. */
export const TASK_TYPE = "aws:ecs/taskDefinition:TaskDefinition";

/** What rules read of a container, as ECS's RegisterTaskDefinition spells it. */
export interface ContainerDefinition {
  name?: string;
  image?: string;
  user?: string;
  privileged?: boolean;
  readonlyRootFilesystem?: boolean;
  versionConsistency?: string;
  linuxParameters?: { capabilities?: { add?: readonly string[]; drop?: readonly string[] } };
  environment?: readonly { name?: string; value?: string }[];
  portMappings?: readonly { containerPort?: number; containerPortRange?: string }[];
}

/**
 * Checks each container of an ECS task definition, with its path for messages; see {@link containersOf} for
 * those that it passes by.
 */
export function onContainers(
  check: (
    container: ContainerDefinition,
    path: string,
    report: ReportViolation,
    args: ResourceValidationArgs,
  ) => void,
): ResourceValidation {
  return onTypes([TASK_TYPE], (props, report, args) =>
    containersOf(props).forEach(([path, container]) => check(container, path, report, args)),
  );
}

/**
 * Containers of a task definition with their paths. None while they are not known yet, or when they cannot be
 * read: it is enough when one rule says so, which is `ecs-task-definition-valid`.
 */
export function containersOf(props: object): [path: string, container: ContainerDefinition][] {
  return (readContainers(props) ?? []).map((container, index) => [
    `containerDefinitions[${index}]`,
    container,
  ]);
}

/** Containers of a task definition; undefined while they are not known yet, or when they cannot be read. */
export function readContainers(props: object): ContainerDefinition[] | undefined {
  const text = containerText(props);
  return text === undefined ? undefined : parseContainers(text);
}

/** Text of a task definition's containers; undefined while it is not known yet. */
export function containerText(props: object): string | undefined {
  const text = peek(() => (props as { containerDefinitions?: unknown }).containerDefinitions);
  return typeof text === "string" ? text : undefined;
}

/** Whether an engine for Linux runs the task, which is so when nothing is said. */
export function runsLinux(props: object): boolean {
  const { runtimePlatform } = props as { runtimePlatform?: { operatingSystemFamily?: string } };
  const system = peek(() => runtimePlatform?.operatingSystemFamily);
  return typeof system !== "string" || !system.startsWith("WINDOWS");
}

/** The containers in a text; undefined when they cannot be read. ECS takes null for left out. */
export function parseContainers(text: string): ContainerDefinition[] | undefined {
  try {
    const parsed = withoutNulls(parseJson(text));
    return Array.isArray(parsed) && parsed.every(item => typeof item === "object" && item !== null)
      ? (parsed as ContainerDefinition[])
      : undefined;
  } catch (error) {
    if (error instanceof DocumentError) {
      return undefined;
    }
    throw error;
  }
}
