import * as pulumi from "@pulumi/pulumi";

import { Architecture, ContainerImage } from "../container-image";
import { ArgumentError } from "../errors";
import { SecretRef } from "../link";
import { StartCondition, startProblems } from "../plan/start-order";
import { ContainerHealth } from "./container";

/** A container beside the task's own: one network, one life, its own file system. */
export interface Sidecar {
  /**
   * An image built here, or one from elsewhere by its digest: `registry/name@sha256:…`. A registry other
   * than the account's own takes a network with a way to the internet.
   */
  image: ContainerImage | string;

  /**
   * Command in place of the image's own.
   *
   * @default - the image's
   */
  command?: readonly string[];

  /**
   * Plain variables; those of the task's links are not among them.
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
   * Whether the task stops when it stops.
   *
   * @default true
   */
  essential?: boolean;

  /**
   * Containers it waits for, by name, the task's own by the task's; `COMPLETE` and `SUCCESS` (exit 0)
   * only of ones that are not essential, `HEALTHY` only of ones with a health.
   *
   * @default - none
   */
  dependsOn?: Readonly<Record<string, StartCondition>>;

  /**
   * What must be true of it before the task's own container starts.
   *
   * @default - nothing: both start at once
   */
  before?: StartCondition;

  /**
   * How ECS asks after its health.
   *
   * @default - not at all
   */
  health?: ContainerHealth;

  /**
   * MiB above which it is killed, from 6 to less than the task's memory.
   *
   * @default - the task's
   */
  memory?: number;

  /**
   * Port it listens on, 1 to 65535; reached by the task's containers on 127.0.0.1.
   *
   * @default - none
   */
  port?: number;

  /**
   * User that it runs as, `uid` or `uid:gid`.
   *
   * @default "1001:1001"
   */
  user?: string;
}

/** What {@link checkSidecars} needs to know of the task. */
export interface SidecarHost {
  task: string;
  memory: number;
  port?: number;
  health?: ContainerHealth;
  /** Processor that the task runs on. */
  architecture: Architecture;
  sidecars: Readonly<Record<string, Sidecar>>;
}

/** Fewest MiB that ECS takes for a container. */
const LEAST_MEMORY = 6;

/** Throws when ECS would not take the sidecars beside the task's own container; one message per mistake. */
export function checkSidecars(name: string, host: SidecarHost): void {
  const problems = [
    ...Object.entries(host.sidecars).flatMap(([sidecar, args]) =>
      sidecarProblems(sidecar, args, host),
    ),
    ...portProblems(host),
    ...memoryProblems(host),
    ...startProblems(starting(host)),
  ];
  if (problems.length > 0) {
    throw new ArgumentError(problems.map(problem => `${name}: ${problem}`).join("\n"));
  }
}

/** What the task's own container waits for. */
export function waitsForSidecars(sidecars: Readonly<Record<string, Sidecar>>) {
  const waits: Record<string, StartCondition> = {};
  for (const [sidecar, { before }] of Object.entries(sidecars)) {
    if (before !== undefined) {
      waits[sidecar] = before;
    }
  }
  return waits;
}

function starting({ task, health, sidecars }: SidecarHost) {
  return [
    {
      name: task,
      essential: true,
      hasHealth: health !== undefined,
      waitsFor: waitsForSidecars(sidecars),
    },
    ...Object.entries(sidecars).map(([name, sidecar]) => ({
      name,
      essential: sidecar.essential ?? true,
      hasHealth: sidecar.health !== undefined,
      waitsFor: sidecar.dependsOn ?? {},
    })),
  ];
}

function sidecarProblems(
  sidecar: string,
  { image, port }: Sidecar,
  { task, architecture }: SidecarHost,
) {
  const where = `sidecar ${sidecar}`;
  return [
    ...(/^[a-zA-Z0-9_-]{1,255}$/.test(sidecar)
      ? []
      : [`${where}: its name takes 1 to 255 letters, digits, hyphens and underscores`]),
    ...(sidecar === task ? [`${where} has the name of the task's own container`] : []),
    ...(typeof image === "string" && !/@sha256:[0-9a-f]{64}$/.test(image)
      ? [`${where}: image is "${image}"; pin it by its digest, name@sha256:…`]
      : []),
    ...(image instanceof ContainerImage && image.architecture !== architecture
      ? [`${where}: its image is for ${image.architecture}, the task's own for ${architecture}`]
      : []),
    ...(port === undefined || (Number.isInteger(port) && port >= 1 && port <= 65535)
      ? []
      : [`${where}: port is ${port}; use 1 to 65535`]),
  ];
}

function portProblems({ task, port, sidecars }: SidecarHost): string[] {
  const users = new Map<number, string>(port === undefined ? [] : [[port, task]]);
  return Object.entries(sidecars).flatMap(([sidecar, { port: own }]) => {
    const user = own === undefined ? undefined : users.get(own);
    if (own !== undefined) {
      users.set(own, sidecar);
    }
    return user === undefined ? [] : [`sidecar ${sidecar}: port ${own} is ${user}'s already`];
  });
}

function memoryProblems({ memory, sidecars }: SidecarHost): string[] {
  const given = Object.entries(sidecars).filter(([, sidecar]) => sidecar.memory !== undefined);
  const small = given.flatMap(([name, { memory: own = 0 }]) =>
    Number.isInteger(own) && own >= LEAST_MEMORY
      ? []
      : [`sidecar ${name}: memory is ${own} MiB; use a whole number from ${LEAST_MEMORY}`],
  );
  const total = given.reduce((sum, [, sidecar]) => sum + (sidecar.memory ?? 0), 0);
  return total < memory
    ? small
    : [...small, `its sidecars take ${total} MiB of ${memory}, which leaves the task's own none`];
}
