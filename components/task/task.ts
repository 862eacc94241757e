import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { ContainerImage } from "../container-image";
import { ArgumentError } from "../errors";
import { allowConnection } from "../firewall";
import { Connection, Link, Linkable, SecretRef } from "../link";
import { fargateSize, FargateSize } from "../plan/fargate-size";
import { Statement } from "../plan/iam-statements";
import { Platform } from "../platform";
import { containerDefinition, ContainerHealth } from "./container";
import { createTaskRoles } from "./roles";

/** What services and one-off tasks have in common. */
export interface TaskArgs {
  /** What the task shares with the rest of the system. */
  platform: Platform;

  /** CPU units and memory (MiB). Only pairs that Fargate takes compile. Changing it starts new tasks. */
  size: FargateSize;

  /**
   * Resources that the task uses: each brings its variables, its grants, its one port and its order.
   *
   * @default - none
   */
  link?: readonly Linkable[];

  /**
   * Plain variables of the container. Secrets go into {@link TaskArgs.secrets}.
   *
   * @default - none
   */
  environment?: Readonly<Record<string, pulumi.Input<string>>>;

  /**
   * Variables whose values stay in Secrets Manager or Parameter Store until the container starts.
   *
   * @default - none
   */
  secrets?: Readonly<Record<string, SecretRef>>;

  /**
   * What the code may do in AWS besides what its links grant.
   *
   * @default - nothing
   */
  permissions?: readonly Statement[];

  /**
   * User that the container runs as, `uid` or `uid:gid`.
   *
   * @default "1001:1001"
   */
  user?: string;
}

/** What {@link createTask} needs besides. */
export interface TaskSpec extends TaskArgs {
  /** The task's name in AWS: family, container, log stream prefix. */
  task: string;
  image: ContainerImage;
  command?: readonly string[];
  port?: number;
  portName?: string;
  health?: ContainerHealth;
  exec: boolean;
}

/** A task definition with what it stands on. */
export interface Task {
  definition: aws.ecs.TaskDefinition;
  securityGroupId: pulumi.Output<string>;
  /** What must exist before a task starts. */
  ready: readonly pulumi.Resource[];
}

/** Makes a task's roles, security group with its connections, and task definition. */
export function createTask(name: string, spec: TaskSpec, opts: pulumi.CustomResourceOptions): Task {
  const { platform, task, image, size } = spec;
  const { scope, cluster, network } = platform;
  const { cpu, memory } = fargateSize(name, size.cpu, size.memory);
  const links = (spec.link ?? []).map(linked => linked.link());
  const secrets = merge(name, "secret", [spec.secrets, ...links.map(link => link.secrets)]);
  const environment = merge(name, "variable", [
    spec.environment,
    ...links.map(link => link.environment),
  ]);
  refuseBoth(name, environment, secrets);

  const roles = createTaskRoles(
    name,
    {
      scope,
      task,
      repositories: [image.repositoryName],
      logGroupName: cluster.logGroupName,
      secrets: Object.values(secrets),
      statements: [...(spec.permissions ?? []), ...links.flatMap(link => link.statements ?? [])],
      exec: spec.exec
        ? { logGroupName: cluster.execLogGroupName, keyAlias: platform.key.alias }
        : undefined,
    },
    opts,
  );
  const securityGroupId = createFirewall(
    name,
    spec,
    [...network.outbound, ...connections(links)],
    opts,
  );
  const definition = new aws.ecs.TaskDefinition(
    name,
    {
      family: scope.name(task),
      requiresCompatibilities: ["FARGATE"],
      networkMode: "awsvpc",
      cpu: String(cpu),
      memory: String(memory),
      executionRoleArn: roles.execution.arn,
      taskRoleArn: roles.task.arn,
      runtimePlatform: {
        operatingSystemFamily: "LINUX",
        cpuArchitecture: image.architecture === "arm64" ? "ARM64" : "X86_64",
      },
      containerDefinitions: pulumi.jsonStringify([
        containerDefinition({
          ...spec,
          scope,
          logGroupName: cluster.logGroupName,
          environment,
          secrets,
        }),
      ]),
    },
    opts,
  );
  return {
    definition,
    securityGroupId,
    ready: [...cluster.ready, ...roles.policies, ...links.flatMap(link => link.dependsOn ?? [])],
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

/** Joins what the task and its links bring; two sources for one name are a mistake. */
function merge<T>(
  task: string,
  what: string,
  sources: readonly (Readonly<Record<string, T>> | undefined)[],
): Record<string, T> {
  const merged: Record<string, T> = {};
  for (const source of sources) {
    for (const [name, value] of Object.entries(source ?? {})) {
      if (name in merged) {
        throw new ArgumentError(
          `${task}: ${what} ${name} is set twice; by its own arguments and links`,
        );
      }
      merged[name] = value;
    }
  }
  return merged;
}

function refuseBoth(task: string, environment: object, secrets: object): void {
  const both = Object.keys(environment).filter(name => name in secrets);
  if (both.length > 0) {
    throw new ArgumentError(`${task}: ${both.join(", ")} is both a plain variable and a secret`);
  }
}
