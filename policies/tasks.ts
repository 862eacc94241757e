import type { PolicyResource } from "@pulumi/policy";

import { ContainerDefinition, parseContainers } from "./containers";
import { peek } from "./known";
import { refersTo } from "./stack";

/** Type of ECS task definitions. */
export const TASK_TYPE = "aws:ecs/taskDefinition:TaskDefinition";

/** What ECS needs to start a container, as RegisterTaskDefinition spells it. */
export interface TaskContainer extends ContainerDefinition {
  image?: string;
  secrets?: readonly SecretEntry[];
  environmentFiles?: readonly object[];
  repositoryCredentials?: { credentialsParameter?: string };
  logConfiguration?: {
    options?: Readonly<Record<string, string | undefined>>;
    secretOptions?: readonly SecretEntry[];
  };
}

/** A value that ECS fetches: its name in the container, and the ARN or name that it comes from. */
export interface SecretEntry {
  name?: string;
  valueFrom?: string;
}

/** A role of the stack, with the task definitions that have it. */
export interface TaskRole {
  role: PolicyResource;
  tasks: readonly PolicyResource[];
}

/** The roles of a stack that tasks have under a property. */
export function taskRoles(
  property: "executionRoleArn" | "taskRoleArn",
  resources: readonly PolicyResource[],
): TaskRole[] {
  const tasks = resources.filter(({ type }) => type === TASK_TYPE);
  return resources
    .filter(({ type }) => type === "aws:iam/role:Role")
    .map(role => ({ role, tasks: tasks.filter(task => refersTo(task, property, role)) }))
    .filter(taskRole => taskRole.tasks.length > 0);
}

/** Text of a task's container definitions; undefined when it is not known yet. */
export function containerText(task: PolicyResource): string | undefined {
  const text = peek(() => task.props.containerDefinitions as unknown);
  return typeof text === "string" ? text : undefined;
}

/** Containers of a task; undefined when they are not known yet or cannot be read. */
export function containersOf(task: PolicyResource): readonly TaskContainer[] | undefined {
  const text = containerText(task);
  return text === undefined ? undefined : parseContainers(text);
}

/** Containers of several tasks; undefined unless all of them can be read. */
export function allContainers(tasks: readonly PolicyResource[]): TaskContainer[] | undefined {
  const found = tasks.map(containersOf);
  return found.some(containers => containers === undefined)
    ? undefined
    : found.flatMap(containers => containers ?? []);
}

/** Where ECS fetches from with the execution role: secrets, log options, the registry's login. */
export function fetchedBy({
  secrets = [],
  logConfiguration,
  repositoryCredentials,
}: TaskContainer): string[] {
  return [
    ...[...secrets, ...(logConfiguration?.secretOptions ?? [])].map(({ valueFrom }) => valueFrom),
    repositoryCredentials?.credentialsParameter,
  ].filter(source => source !== undefined);
}
