import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { ArgumentError } from "../errors";
import { FileSystem, Mount } from "../file-system";
import { repeated } from "../plan/lists";
import { TaskRoles } from "./roles";

/** A file system that a task sees as a folder. */
export interface Volume {
  /** The file system; no other task may mount it. */
  fileSystem: FileSystem;
  /** Folder in the container, absolute, e.g. `/data`. */
  path: string;

  /**
   * Whether the task only reads.
   *
   * @default false
   */
  readOnly?: boolean;
}

/** A folder of a container, as ECS's RegisterTaskDefinition spells it. */
export interface MountPoint {
  sourceVolume: string;
  containerPath: string;
  readOnly: boolean;
}

/** A task's volumes and what they stand on. */
export interface MountedVolumes {
  definitions: pulumi.Input<aws.types.input.ecs.TaskDefinitionVolume>[];
  mountPoints: readonly MountPoint[];
  mounts: readonly Mount[];
}

/** Mounts file systems as the task's own role, over TLS; Fargate does so from platform 1.4 on. */
export function mountVolumes(
  name: string,
  volumes: readonly Volume[],
  { task: role, taskRoleName: roleName }: TaskRoles,
  opts: pulumi.CustomResourceOptions,
): MountedVolumes {
  const paths = volumes.map(({ path }) => path);
  for (const path of paths) {
    if (!/^(\/[^/]+)+$/.test(path)) {
      throw new ArgumentError(
        `${name}: volume path is "${path}"; use an absolute path below /, e.g. /data`,
      );
    }
  }
  const [twice] = repeated(paths);
  if (twice !== undefined) {
    throw new ArgumentError(`${name}: two volumes have the path ${twice}`);
  }
  const mounted = volumes.map(({ fileSystem, path, readOnly = false }) => {
    const mount = fileSystem.mount(name, { role, roleName, writes: !readOnly }, opts);
    const sourceVolume = mount.connection.name;
    return { mount, mountPoint: { sourceVolume, containerPath: path, readOnly } };
  });
  return {
    definitions: mounted.map(({ mount, mountPoint }) => definition(mountPoint.sourceVolume, mount)),
    mountPoints: mounted.map(({ mountPoint }) => mountPoint),
    mounts: mounted.map(({ mount }) => mount),
  };
}

function definition(name: string, { fileSystemId, accessPointId }: Mount) {
  return {
    name,
    efsVolumeConfiguration: {
      fileSystemId,
      transitEncryption: "ENABLED",
      authorizationConfig: { accessPointId, iam: "ENABLED" },
    },
  };
}
