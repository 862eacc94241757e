import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { FargateSize } from "../plan/fargate-size";
import { sortedEntries } from "../plan/lists";
import { containerDefinition, ContainerSpec } from "./container";
import { TaskRoles } from "./roles";
import { architectureOf, imageReference } from "./image-source";
import { Sidecar, waitsForSidecars } from "./sidecars";
import { TaskSpec } from "./spec";
import { Variables } from "./variables";
import { MountedVolumes } from "./volumes";

/** What a task definition is made of. */
export interface DefinitionParts {
  spec: TaskSpec;
  size: FargateSize;
  roles: TaskRoles;
  volumes: MountedVolumes;
  /** Of the task's own container, its links' among them. */
  variables: Variables;
  /** By name, the collector among them. */
  sidecars: Readonly<Record<string, Sidecar>>;
  logGroupName: string;
}

/** Registers a task: its own container, its sidecars and its volumes. */
export function createDefinition(
  name: string,
  parts: DefinitionParts,
  opts: pulumi.CustomResourceOptions,
): aws.ecs.TaskDefinition {
  const { spec, size, roles, volumes } = parts;
  return new aws.ecs.TaskDefinition(
    name,
    {
      family: spec.platform.scope.name(spec.task),
      requiresCompatibilities: ["FARGATE"],
      networkMode: "awsvpc",
      cpu: String(size.cpu),
      memory: String(size.memory),
      executionRoleArn: roles.execution.arn,
      taskRoleArn: roles.task.arn,
      runtimePlatform: {
        operatingSystemFamily: "LINUX",
        cpuArchitecture: architectureOf(spec.image) === "arm64" ? "ARM64" : "X86_64",
      },
      volumes: volumes.definitions.length > 0 ? volumes.definitions : undefined,
      // A revision that is deregistered cannot be rolled back to; those that stay cost nothing.
      skipDestroy: true,
      containerDefinitions: pulumi.jsonStringify(containers(parts)),
    },
    opts,
  );
}

/** The task's own container, then its sidecars by name. */
function containers({
  spec,
  volumes,
  variables,
  sidecars,
  logGroupName,
}: DefinitionParts): object[] {
  const { platform, task } = spec;
  const common = { scope: platform.scope, task, logGroupName };
  const own: ContainerSpec = {
    ...spec,
    ...common,
    ...variables,
    name: task,
    image: imageReference(spec.image),
    essential: true,
    mountPoints: volumes.mountPoints,
    waitsFor: waitsForSidecars(sidecars),
  };
  const others = sortedEntries(sidecars);
  return [
    containerDefinition(own),
    ...others.map(([name, sidecar]) =>
      containerDefinition({
        ...sidecar,
        ...common,
        name,
        image: imageReference(sidecar.image),
        environment: sidecar.environment ?? {},
        secrets: sidecar.secrets ?? {},
        essential: sidecar.essential ?? true,
        waitsFor: sidecar.dependsOn ?? {},
        exec: false,
      }),
    ),
  ];
}
