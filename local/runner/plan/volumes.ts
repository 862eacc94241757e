import * as path from "node:path";
import type { ContainerDefinition, DeployedVolume } from "./resources";

/** A container's path and the folder that stands for it here. */
export interface Mount {
  containerPath: string;
  folder: string;
}

/**
 * The folders that stand for the volumes of a container. Containers that mount one file system at
 * one place share a folder, as they share the files on AWS.
 */
export function containerMounts(
  task: { volumes: DeployedVolume[] },
  container: ContainerDefinition,
  stateDir: string,
): Mount[] {
  return (container.mountPoints ?? []).flatMap(({ sourceVolume, containerPath }) => {
    const volume = task.volumes.find(({ name }) => name === sourceVolume);
    return volume?.efsVolumeConfiguration
      ? [{ containerPath, folder: path.join(stateDir, "volumes", folderName(volume)) }]
      : [];
  });
}

/** A value that is a path below a mounted one, as it is on this machine. */
export function translatePath(value: string, mounts: Mount[]): string {
  const mount = mounts.find(
    ({ containerPath }) => value === containerPath || value.startsWith(`${containerPath}/`),
  );
  return mount ? mount.folder + value.slice(mount.containerPath.length) : value;
}

function folderName({ name, efsVolumeConfiguration }: DeployedVolume): string {
  const { fileSystemId = name, rootDirectory, authorizationConfig } = efsVolumeConfiguration ?? {};
  const place = authorizationConfig?.accessPointId ?? rootDirectory ?? "";
  return [fileSystemId, ...place.split("/")]
    .map(part => part.replace(/[^\w-]+/g, "-"))
    .filter(part => part !== "")
    .join("-");
}
