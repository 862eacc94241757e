import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { ArgumentError } from "../errors";
import { allowConnection } from "../firewall";
import { Connection, Link } from "../link";
import { fargateSize } from "../plan/fargate-size";
import { Collection } from "../telemetry/telemetry";
import { createDefinition } from "./definition";
import {
  architectureOf,
  ImageSource,
  imageSource,
  registriesOf,
  repositoriesOf,
} from "./image-source";
import { createTaskLogs } from "./logs";
import { needsOf } from "./needs";
import { createTaskRoles, TaskRolesArgs } from "./roles";
import { checkSidecars, Sidecar } from "./sidecars";
import { TaskArgs, TaskSpec } from "./spec";
import { mergeVariables, Variables } from "./variables";
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
  const { platform, task } = spec;
  const { cluster, network } = platform;
  const size = fargateSize(name, spec.size.cpu, spec.size.memory);
  const collection = spec.telemetry?.collect(task, spec.port);
  const sidecars = withCollector(name, spec, collection);
  const architecture = architectureOf(spec.image);
  checkSidecars(name, { ...spec, memory: size.memory, architecture, sidecars });
  const links = [
    ...(spec.link ?? []).map(linked => linked.link()),
    ...(collection ? [collection.link] : []),
  ];
  const variables = mergeVariables(name, spec, links);
  spec.platform.registerSecrets(links.flatMap(link => link.awaits ?? []));

  const logs = createTaskLogs(name, { cluster, task }, opts);
  const parts = { spec, sidecars, variables, logGroupName: logs.groupName };
  const sources = imageSources(spec, sidecars);
  const rights = rightsOf({ ...parts, links, sources });
  const way = network.reach(name, needsOf({ rights, links, registries: registriesOf(sources) }));
  const roles = createTaskRoles(name, rights, opts);
  const volumes = mountVolumes(name, spec.volumes ?? [], roles, opts);
  const targets = [
    ...way.connections,
    ...links.flatMap(link => link.connections ?? []),
    ...volumes.mounts.map(({ connection }) => connection),
  ];
  const securityGroupId = createFirewall(name, spec, targets, opts);
  const definition = createDefinition(name, { ...parts, size, roles, volumes }, opts);
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

/** What {@link rightsOf} looks at. */
interface Rightful {
  spec: TaskSpec;
  sidecars: Readonly<Record<string, Sidecar>>;
  variables: Variables;
  logGroupName: string;
  links: readonly Link[];
  sources: readonly ImageSource[];
}

/** What the task's roles must allow: pull, log, fetch secrets, and what arguments and links ask for. */
function rightsOf({ spec, sidecars, variables, logGroupName, links, sources }: Rightful) {
  const { scope, cluster, key } = spec.platform;
  const rights: TaskRolesArgs = {
    scope,
    task: spec.task,
    repositories: repositoriesOf(sources),
    logGroupName,
    secrets: [variables, ...Object.values(sidecars)].flatMap(({ secrets = {} }) =>
      Object.values(secrets),
    ),
    statements: [...(spec.permissions ?? []), ...links.flatMap(link => link.statements ?? [])],
    exec: spec.exec ? { logGroupName: cluster.execLogGroupName, keyAlias: key.alias } : undefined,
  };
  return rights;
}

function imageSources(
  { platform, image }: TaskSpec,
  sidecars: Readonly<Record<string, Sidecar>>,
): ImageSource[] {
  return [image, ...Object.values(sidecars).map(sidecar => sidecar.image)].map(source =>
    imageSource(platform.scope, source),
  );
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
