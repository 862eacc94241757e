import * as pulumi from "@pulumi/pulumi";

import { ContainerImage } from "../container-image";
import { Linkable, SecretRef } from "../link";
import { FargateSize } from "../plan/fargate-size";
import { Statement } from "../plan/iam-statements";
import { Platform } from "../platform";
import { Telemetry } from "../telemetry/telemetry";
import { ContainerHealth } from "./container";
import { Sidecar } from "./sidecars";
import { Volume } from "./volumes";

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

  /**
   * File systems that its own container sees as folders; each is this task's alone.
   *
   * @default - none
   */
  volumes?: readonly Volume[];

  /**
   * Containers beside its own, by name. They share its size, its roles and its ways out.
   *
   * @default - none
   */
  sidecars?: Readonly<Record<string, Sidecar>>;

  /**
   * Puts a collector beside its own container, for traces, metrics or both.
   *
   * @default - none
   */
  telemetry?: Telemetry;
}

/** What {@link createTask} needs besides. */
export interface TaskSpec extends TaskArgs {
  /** The task's name in AWS: family, container, log stream prefix. */
  task: string;
  /** Its image; of a reference by digest, for x86_64. */
  image: ContainerImage | string;
  command?: readonly string[];
  port?: number;
  /** Name of the port, for a Service Connect proxy. */
  portName?: string;
  health?: ContainerHealth;
  exec: boolean;
}
