import type { PolicyResource } from "@pulumi/policy";

import { ContainerDefinition, readContainers, TASK_TYPE } from "./containers";
import { refersTo } from "./references";

/** What ECS needs to start a container, as RegisterTaskDefinition spells it. */
export interface TaskContainer extends ContainerDefinition {
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

/** Containers of several tasks; undefined unless all of them can be read. */
export function allContainers(tasks: readonly PolicyResource[]): TaskContainer[] | undefined {
  const found = tasks.map(({ props }) => readContainers(props));
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
