import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { EncryptionKey } from "./encryption-key";
import { ArgumentError } from "./errors";
import { Connection } from "./link";
import { Network } from "./network/network";
import { FileSystemClient, fileSystemPolicy } from "./plan/file-system-policy";
import { Scope } from "./plan/scope";

/** Arguments of {@link FileSystem}. */
export interface FileSystemArgs {
  /** The system and environment that the file system is for. */
  scope: Scope;
  /** Where its mount targets are: one in each private subnet, beside the tasks. */
  network: Network;
  /** Encrypts the files. Changing it replaces the file system. */
  key: EncryptionKey;

  /**
   * Folder of the file system that tasks see as its root, up to four levels; made at the first mount.
   * Changing it replaces the access point; the files stay where they were.
   *
   * @default "/data"
   */
  root?: string;

  /**
   * User id that all files belong to, whoever the container runs as; 1 to 4294967295. Changing it
   * replaces the access point and changes no file.
   *
   * @default 1001
   */
  uid?: number;

  /**
   * Group id that all files belong to, 1 to 4294967295. As with {@link FileSystemArgs.uid}.
   *
   * @default - the uid
   */
  gid?: number;

  /**
   * Daily backups by AWS Backup into the account's default vault, kept 35 days. Changes in place.
   *
   * @default - in prod only
   */
  backup?: boolean;

  /**
   * Days without access after which a file moves to the Infrequent Access class, until its next read.
   * Changes in place.
   *
   * @default - never
   */
  infrequentAccessDays?: 1 | 7 | 14 | 30 | 60 | 90 | 180 | 270 | 365;
}

/** A task that mounts a file system. */
interface Client extends FileSystemClient {
  /** The task's own role, of that name. */
  role: aws.iam.Role;
}

/** What a task gets to mount a file system. */
export interface Mount {
  fileSystemId: pulumi.Output<string>;
  accessPointId: pulumi.Output<string>;
  /** The way to the mount targets. */
  connection: Connection;
  /** What must exist before the task starts. */
  ready: readonly pulumi.Resource[];
}

/** NFS. */
const PORT = 2049;
/** Zones have no names before they are asked for; a subnet's place in its tier says which it is in. */
const ZONES = ["a", "b", "c", "d", "e", "f"] as const;

/**
 * An encrypted EFS file system with a mount target in each zone and one access point, for the task
 * that names it in its `volumes`. That task's role alone may mount it, over TLS and through the access
 * point; until then nobody can reach it, as its security group lets nobody in.
 *
 * In prod it cannot be deleted without first turning off the protection.
 *
 * @example
 * const files = new FileSystem("uploads", { scope, network, key });
 * new MicroService("catalog", { …, volumes: [{ fileSystem: files, path: "/uploads" }] });
 */
export class FileSystem extends pulumi.ComponentResource {
  static readonly __pulumiType = "infra:file-system:FileSystem";

  /** Id of the file system. */
  readonly fileSystemId: pulumi.Output<string>;
  /** ARN of the file system, e.g. for a backup plan. */
  readonly arn: pulumi.Output<string>;

  readonly #name: string;
  readonly #scope: Scope;
  readonly #groupId: pulumi.Output<string>;
  readonly #accessPointId: pulumi.Output<string>;
  readonly #targets: readonly pulumi.Resource[];
  #client?: string;

  constructor(name: string, args: FileSystemArgs, opts?: pulumi.ComponentResourceOptions) {
    super(FileSystem.__pulumiType, name, args, opts);
    const { scope, network, key } = args;
    const { root, uid, gid, backup, transitions } = resolveArgs(name, args);
    const child = { parent: this };

    const files = new aws.efs.FileSystem(
      name,
      {
        encrypted: true,
        kmsKeyId: key.arn,
        throughputMode: "elastic",
        lifecyclePolicies: transitions,
        tags: { Name: scope.name(name) },
      },
      // Outside prod whoever makes the component decides.
      { ...child, protect: scope.isProd || undefined },
    );
    new aws.efs.BackupPolicy(
      name,
      { fileSystemId: files.id, backupPolicy: { status: backup ? "ENABLED" : "DISABLED" } },
      child,
    );
    const point = new aws.efs.AccessPoint(
      name,
      {
        fileSystemId: files.id,
        posixUser: { uid, gid },
        rootDirectory: {
          path: root,
          creationInfo: { ownerUid: uid, ownerGid: gid, permissions: "0750" },
        },
        tags: { Name: scope.name(name) },
      },
      child,
    );
    const group = new aws.ec2.SecurityGroup(
      name,
      {
        vpcId: network.vpcId,
        description: `Files of ${name} in ${scope.name()}`,
        tags: { Name: scope.name(name) },
      },
      child,
    );

    this.fileSystemId = files.id;
    this.arn = files.arn;
    this.#name = name;
    this.#scope = scope;
    this.#groupId = group.id;
    this.#accessPointId = point.id;
    this.#targets = ZONES.slice(0, network.zones).map(
      (zone, index) =>
        new aws.efs.MountTarget(
          `${name}-${zone}`,
          {
            fileSystemId: files.id,
            subnetId: network.privateSubnetIds.apply(ids => ids[index]),
            securityGroups: [group.id],
          },
          child,
        ),
    );
    this.registerOutputs({ fileSystemId: this.fileSystemId, arn: this.arn });
  }

  /**
   * Lets the role of a task mount it; one task may, as its policy names one. The policy belongs to the
   * task: as a part of the file system it would have to be there before the task that it names.
   */
  mount(task: string, client: Client, opts: pulumi.CustomResourceOptions): Mount {
    if (this.#client !== undefined) {
      throw new ArgumentError(
        `${task}: FileSystem "${this.#name}" is mounted by ${this.#client} already; a file system takes one task`,
      );
    }
    this.#client = task;
    const { role, roleName, writes } = client;
    const policy = new aws.efs.FileSystemPolicy(
      `${task}-to-${this.#name}`,
      {
        fileSystemId: this.fileSystemId,
        policy: fileSystemPolicy(this.#scope, { roleName, writes }),
      },
      // EFS refuses a policy whose principal does not exist.
      { ...opts, dependsOn: [role] },
    );
    return {
      fileSystemId: this.fileSystemId,
      accessPointId: this.#accessPointId,
      connection: { name: this.#name, port: PORT, securityGroupId: this.#groupId },
      ready: [policy, ...this.#targets],
    };
  }
}

/** Checks what is known before deployment and fills in the defaults. */
function resolveArgs(name: string, args: FileSystemArgs) {
  const { scope, backup = scope.isProd } = args;
  const { root = "/data", uid = 1001, gid = uid, infrequentAccessDays: days } = args;
  if (!/^(\/[A-Za-z0-9_.-]+){1,4}$/.test(root) || root.length > 100) {
    throw new ArgumentError(
      `FileSystem "${name}": root is "${root}"; use a path of up to four levels and 100 characters, e.g. /data`,
    );
  }
  for (const [argument, id] of Object.entries({ uid, gid })) {
    if (!Number.isInteger(id) || id < 1 || id > 4294967295) {
      throw new ArgumentError(
        `FileSystem "${name}": ${argument} is ${id}; use 1 to 4294967295, not root`,
      );
    }
  }
  const transitions =
    days === undefined
      ? undefined
      : [
          { transitionToIa: `AFTER_${days}_DAY${days === 1 ? "" : "S"}` },
          { transitionToPrimaryStorageClass: "AFTER_1_ACCESS" },
        ];
  return { root, uid, gid, backup, transitions };
}
