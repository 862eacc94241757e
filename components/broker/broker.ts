import * as pulumi from "@pulumi/pulumi";

import { ContainerImage } from "../container-image";
import { ArgumentError } from "../errors";
import { FileSystem } from "../file-system";
import { Link, Linkable } from "../link";
import { FargateSize } from "../plan/fargate-size";
import { Platform } from "../platform";
import { RolloutCheck } from "../rollout/rollout-check";
import { createRegistry } from "../task/registry";
import { createTask } from "../task/task";
import { createBrokerAlarms, createBrokerService } from "./ecs-service";
import { StoredToken, storeToken } from "./token";

/** Arguments of {@link Broker}. */
export interface BrokerArgs {
  /** What the broker shares with the rest of the system. */
  platform: Platform;

  /**
   * Keeps the messages; its files must belong to user 1001. Changing it loses what the former kept.
   *
   * @default - one of the broker's own
   */
  fileSystem?: FileSystem;

  /**
   * CPU units and memory (MiB). Changing it starts a new task, with an outage of about a minute.
   *
   * @default - 512 and 1024 in prod, 256 and 512 elsewhere
   */
  size?: FargateSize;

  /**
   * GiB that all streams together may keep, 1 to 1024; the file system grows and costs as it fills.
   * Changing it starts a new task.
   *
   * @default 10
   */
  storageGiB?: number;
}

/** Name in the private DNS, in paths and in the registry. */
const NATS = "nats";
/** For clients; {@link Link} leads here. */
const PORT = 4222;
/** For the container's own health check; no rule leads here. */
const MONITOR_PORT = 8222;
/** From the project's root. */
const IMAGE = "components/broker/image";

/**
 * A NATS 2.10 server with JetStream: one task on demand, `nats.<namespace>:4222`, which keeps messages
 * on an encrypted file system and takes clients with its token alone. Linked services get `NATS_URL`
 * (`nats://:<token>@nats.<namespace>:4222`). A new revision, a lost task or a lost zone is an outage of
 * about a minute, in which clients reconnect; no message that was acknowledged is lost.
 *
 * @example
 * const broker = new Broker("nats", { platform });
 * new MicroService("orders", { …, link: [broker] });
 */
export class Broker extends pulumi.ComponentResource implements Linkable {
  static readonly __pulumiType = "infra:broker:Broker";

  /** Name of the ECS service. */
  readonly serviceName: pulumi.Output<string>;
  /** ARN of the task definition's revision that runs. */
  readonly taskDefinitionArn: pulumi.Output<string>;
  /** Name of the SecureString parameter with the connection URL. */
  readonly urlParameterName: string;
  /** Keeps the messages. */
  readonly fileSystem: FileSystem;

  readonly #link: Link;

  constructor(name: string, args: BrokerArgs, opts?: pulumi.ComponentResourceOptions) {
    super(Broker.__pulumiType, name, args, opts);
    const { platform, size, storageGiB } = resolveArgs(name, args);
    const { scope, network, key, cluster } = platform;
    const child = { parent: this };

    this.fileSystem =
      args.fileSystem ?? new FileSystem(`${name}-data`, { scope, network, key }, child);
    const address = `${NATS}.${cluster.namespaceName}:${PORT}`;
    const stored = storeToken(name, { scope, key, address }, child);
    const image = { scope, key, repository: NATS, context: IMAGE };
    const task = createTask(
      name,
      {
        ...server(size, storageGiB, stored),
        platform,
        task: name,
        image: new ContainerImage(name, image, child),
        volumes: [{ fileSystem: this.fileSystem, path: "/data" }],
      },
      child,
    );
    const registry = createRegistry(name, { cluster, service: NATS }, child);
    const { service, asked } = createBrokerService(
      name,
      { platform, task, registryArn: registry.arn, ready: stored.ready },
      child,
    );
    const rollout = new RolloutCheck(
      name,
      {
        cluster: cluster.clusterName,
        service,
        asked,
        taskDefinitionArn: task.definition.arn,
        region: scope.region,
      },
      child,
    );
    createBrokerAlarms(name, platform, service, child);

    this.serviceName = service.name;
    this.taskDefinitionArn = task.definition.arn;
    this.urlParameterName = stored.urlParameterName;
    this.#link = {
      connections: [{ name, port: PORT, securityGroupId: task.securityGroupId }],
      secrets: { NATS_URL: stored.url },
      dependsOn: [...stored.urlReady, rollout],
    };
    this.registerOutputs({
      serviceName: this.serviceName,
      taskDefinitionArn: this.taskDefinitionArn,
    });
  }

  /** Its port for clients, and `NATS_URL` as a secret. */
  link(): Link {
    return this.#link;
  }
}

/** What runs in the container: within the task's memory, and within the storage that was asked for. */
function server(size: FargateSize, storageGiB: number, { token }: StoredToken) {
  return {
    size,
    command: ["-js", "-sd", "/data", "-c", "/etc/nats/nats.conf", "-m", String(MONITOR_PORT)],
    environment: {
      // The server is written in Go, which otherwise collects garbage only once memory is short.
      GOMEMLIMIT: `${Math.floor(size.memory * 0.8)}MiB`,
      NATS_MAX_MEMORY: `${size.memory / 4}MB`,
      NATS_MAX_STORAGE: `${storageGiB}GB`,
    },
    secrets: { NATS_TOKEN: token },
    port: PORT,
    health: {
      command: [
        "CMD-SHELL",
        `wget -q -O /dev/null http://127.0.0.1:${MONITOR_PORT}/healthz || exit 1`,
      ],
      interval: 30,
      timeout: 5,
      retries: 3,
      startPeriod: 30,
    },
    exec: false,
  };
}

/** Checks what is known before deployment and fills in the defaults. */
function resolveArgs(name: string, { platform, size, storageGiB = 10 }: BrokerArgs) {
  if (!Number.isInteger(storageGiB) || storageGiB < 1 || storageGiB > 1024) {
    throw new ArgumentError(
      `Broker "${name}": storageGiB is ${storageGiB}; use a whole number from 1 to 1024`,
    );
  }
  const usual: FargateSize = platform.scope.isProd
    ? { cpu: 512, memory: 1024 }
    : { cpu: 256, memory: 512 };
  return { platform, size: size ?? usual, storageGiB };
}
