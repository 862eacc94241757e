import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { ArgumentError } from "../errors";
import { allowConnection } from "../firewall";
import { Connection, Link } from "../link";
import { fargateSize } from "../plan/fargate-size";
import { Collection } from "../telemetry/telemetry";
import { createDefinition } from "./definition";
import { createTaskLogs } from "./logs";
import { needsOf } from "./needs";
import { createTaskRoles, TaskRolesArgs } from "./roles";
import { checkSidecars, Sidecar, sidecarRepositories } from "./sidecars";
import { TaskArgs, TaskSpec } from "./spec";
import { mergeVariables } from "./variables";
import { mountVolumes } from "./volumes";

export type { TaskArgs };

/** The container that telemetry puts beside a task's own. */
const COLLECTOR = "telemetry";

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
  const { platform, task, image } = spec;
  const { scope, cluster, network } = platform;
  const size = fargateSize(name, spec.size.cpu, spec.size.memory);
  const collection = spec.telemetry?.collect(task, spec.port);
  const sidecars = withCollector(name, spec, collection);
  const { architecture } = image;
  checkSidecars(name, { ...spec, memory: size.memory, architecture, sidecars });
  const links = [
    ...(spec.link ?? []).map(linked => linked.link()),
    ...(collection ? [collection.link] : []),
  ];
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
    { spec, size, roles, volumes, variables, sidecars, logGroupName: logs.groupName },
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

/** The sidecars that were asked for and the collector. */
function withCollector(
  name: string,
  { sidecars = {} }: TaskSpec,
  collection?: Collection,
): Readonly<Record<string, Sidecar>> {
  if (collection === undefined) {
    return sidecars;
  }
  if (COLLECTOR in sidecars) {
    throw new ArgumentError(`${name}: sidecar ${COLLECTOR} has the name of telemetry's own`);
  }
  return { ...sidecars, [COLLECTOR]: collection.sidecar };
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
