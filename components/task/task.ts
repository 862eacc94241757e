import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { allowConnection } from "../firewall";
import { Connection, Link } from "../link";
import { fargateSize } from "../plan/fargate-size";
import { createDefinition } from "./definition";
import { createTaskLogs } from "./logs";
import { needsOf } from "./needs";
import { createTaskRoles, TaskRolesArgs } from "./roles";
import { checkSidecars, sidecarRepositories } from "./sidecars";
import { TaskArgs, TaskSpec } from "./spec";
import { mergeVariables } from "./variables";
import { mountVolumes } from "./volumes";

export type { TaskArgs };

/** A task definition with what it stands on. */
export interface Task {
  definition: aws.ecs.TaskDefinition;
  securityGroupId: pulumi.Output<string>;
  /** The log group that its containers write to. */
  logGroupName: string;
  /** What must exist before a task starts. */
  ready: readonly pulumi.Resource[];
}

/** Makes a task's roles, security group with its connections, and task definition. */
export function createTask(name: string, spec: TaskSpec, opts: pulumi.CustomResourceOptions): Task {
  const { platform, task, image, sidecars = {} } = spec;
  const { scope, cluster, network } = platform;
  const size = fargateSize(name, spec.size.cpu, spec.size.memory);
  checkSidecars(name, { ...spec, memory: size.memory, sidecars });
  const links = (spec.link ?? []).map(linked => linked.link());
  const variables = mergeVariables(name, spec, links);

  const logs = createTaskLogs(name, { cluster, task }, opts);
  const rights: TaskRolesArgs = {
    scope,
    task,
    repositories: [...new Set([image.repositoryName, ...sidecarRepositories(sidecars)])],
    logGroupName: logs.groupName,
    secrets: [variables.secrets, ...Object.values(sidecars).map(s => s.secrets ?? {})].flatMap(
      Object.values,
    ),
    statements: [...(spec.permissions ?? []), ...links.flatMap(link => link.statements ?? [])],
    exec: spec.exec
      ? { logGroupName: cluster.execLogGroupName, keyAlias: platform.key.alias }
      : undefined,
  };
  const way = network.reach(name, needsOf(rights, links));
  const roles = createTaskRoles(name, rights, opts);
  const volumes = mountVolumes(name, spec.volumes ?? [], roles, opts);
  const securityGroupId = createFirewall(
    name,
    spec,
    [
      ...way.connections,
      ...connections(links),
      ...volumes.mounts.map(({ connection }) => connection),
    ],
    opts,
  );
  const definition = createDefinition(
    name,
    { spec, size, roles, volumes, variables, logGroupName: logs.groupName },
    opts,
  );
  return {
    definition,
    securityGroupId,
    logGroupName: logs.groupName,
    ready: [
      ...cluster.ready,
      ...logs.ready,
      ...roles.policies,
      ...way.dependsOn,
      ...links.flatMap(link => link.dependsOn ?? []),
      ...volumes.mounts.flatMap(({ ready }) => ready),
    ],
  };
}

/** The task's own group, from which exactly its connections lead out. */
function createFirewall(
  name: string,
  { platform: { scope, network }, task }: TaskSpec,
  targets: readonly Connection[],
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const group = new aws.ec2.SecurityGroup(
    name,
    {
      vpcId: network.vpcId,
      description: `Tasks of ${task} in ${scope.name()}`,
      tags: { Name: scope.name(task) },
    },
    opts,
  );
  for (const connection of targets) {
    allowConnection(name, group.id, connection, opts);
  }
  return group.id;
}

function connections(links: readonly Link[]): Connection[] {
  return links.flatMap(link => link.connections ?? []);
}
