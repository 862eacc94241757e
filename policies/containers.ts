import type { ReportViolation, ResourceValidation } from "@pulumi/policy";

import { DocumentError, parseJson } from "./iam/document";
import { onTypes } from "./resource";

/** What rules read of a container, as ECS's RegisterTaskDefinition spells it. */
export interface ContainerDefinition {
  name?: string;
  environment?: readonly { name?: string; value?: string }[];
  portMappings?: readonly { containerPort?: number }[];
}

/** Checks each container of an ECS task definition, with its path for messages. */
export function onContainers(
  check: (container: ContainerDefinition, path: string, report: ReportViolation) => void,
): ResourceValidation {
  return onTypes<{ containerDefinitions: string }>(
    ["aws:ecs/taskDefinition:TaskDefinition"],
    ({ containerDefinitions }, report) => {
      const containers = parseContainers(containerDefinitions);
      if (containers === undefined) {
        report("containerDefinitions cannot be read: write a JSON array of containers.");
      }
      containers?.forEach((container, index) =>
        check(container, `containerDefinitions[${index}]`, report),
      );
    },
  );
}

/** The containers of a task definition; undefined when the text is no list of them. */
export function parseContainers(text: string): ContainerDefinition[] | undefined {
  try {
    const parsed = parseJson(text);
    return Array.isArray(parsed) ? (parsed as ContainerDefinition[]) : undefined;
  } catch (error) {
    if (error instanceof DocumentError) {
      return undefined;
    }
    throw error;
  }
}
