import { translatedEnvironment, type ContainerTools, type Task } from "../runner/plan/containers";
import { isBroker, type ImageBuild } from "../runner/plan/image-builds";
import type { ContainerDefinition } from "../runner/plan/resources";
import { literal } from "./env-file";
import type { ComposeService, NamedService } from "./types";

/** A container of the state as it is run by Docker. */
export interface Source {
  name: string;
  task: Task;
  container: ContainerDefinition;
  /** Absent for an image that is not built here. */
  build?: ImageBuild;
  /** Port of this machine for the container's first. */
  localPort?: number;
  /** Host names by which others reach it. */
  hosts: string[];
}

/** The image's own variables are in the image. */
const withoutImage = { config: { env: {}, base: "", files: {} } };

/** A container with its own image, command and variables, under the names that it has on AWS. */
export function containerService(
  source: Source,
  tools: Pick<ContainerTools, "secrets" | "translate" | "note">,
): NamedService {
  const { name, task, container, build, localPort, hosts } = source;
  const port = container.portMappings?.[0]?.containerPort;
  return {
    name,
    hosts: build && isBroker(build) ? hosts : [],
    env: translatedEnvironment(name, task, container, withoutImage, tools),
    service: {
      ...(build ? { build: buildOf(build) } : { image: container.image }),
      platform: build?.platform,
      entrypoint: container.entryPoint?.map(literal),
      command: container.command?.map(literal),
      user: container.user ?? undefined,
      read_only: container.readonlyRootFilesystem ?? undefined,
      init: true,
      ports:
        port === undefined || localPort === undefined
          ? undefined
          : [`127.0.0.1:${localPort}:${port}`],
      volumes: volumesOf(task, container),
      networks: hosts.length > 0 ? { default: { aliases: hosts } } : undefined,
      healthcheck: checkOf(container),
      stop_grace_period: "30s",
    },
  };
}

function buildOf({ context, dockerfile, target, args }: ImageBuild): ComposeService["build"] {
  return {
    context: literal(context),
    dockerfile: literal(dockerfile),
    target,
    args: Object.keys(args).length > 0 ? args : undefined,
  };
}

/** Names of volumes that a container shares with others of the same file system. */
function volumesOf({ volumes }: Task, { mountPoints }: ContainerDefinition): string[] | undefined {
  const mounts = (mountPoints ?? []).flatMap(({ sourceVolume, containerPath }) => {
    const efs = volumes.find(({ name }) => name === sourceVolume)?.efsVolumeConfiguration;
    const place = efs?.authorizationConfig?.accessPointId ?? efs?.fileSystemId;
    return place === undefined ? [] : [`${place}:${containerPath}`];
  });
  return mounts.length > 0 ? mounts : undefined;
}

function checkOf({ healthCheck }: ContainerDefinition): ComposeService["healthcheck"] {
  if (!healthCheck) {
    return undefined;
  }
  const { command, interval, timeout, retries, startPeriod } = healthCheck;
  return {
    test: command.map(literal),
    interval: `${interval ?? 30}s`,
    timeout: `${timeout ?? 5}s`,
    retries: retries ?? 3,
    start_period: `${startPeriod ?? 0}s`,
  };
}
