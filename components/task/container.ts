import * as pulumi from "@pulumi/pulumi";

import { SecretRef } from "../link";
import { sortedEntries } from "../plan/lists";
import { Scope } from "../plan/scope";
import { StartCondition } from "../plan/start-order";
import { MountPoint } from "./volumes";

/** How ECS asks the container itself whether it is well; an image's HEALTHCHECK is not read by ECS. */
export interface ContainerHealth {
  /** Command run in the container; exit 0 means well. */
  command: readonly string[];
  /** Seconds between two checks, 5 to 300. */
  interval: number;
  /** Seconds that one may take, 2 to 120. */
  timeout: number;
  /** Failures in a row that make the container unhealthy, 1 to 10. */
  retries: number;
  /** Seconds after the start in which failures do not count, 0 to 300. */
  startPeriod: number;
}

/** What a container definition is made of. */
export interface ContainerSpec {
  scope: Scope;
  /** The task's name: log stream prefix. */
  task: string;
  /** The container's name. */
  name: string;
  /** Reference by which the image is pulled. */
  image: pulumi.Input<string>;
  /** Whether the task ends with it. */
  essential: boolean;
  logGroupName: string;
  environment: Readonly<Record<string, pulumi.Input<string>>>;
  secrets: Readonly<Record<string, SecretRef>>;
  command?: readonly string[];
  port?: number;
  /** Name of the port, where a Service Connect proxy leads to it over HTTP. */
  portName?: string;
  health?: ContainerHealth;
  user?: string;
  exec: boolean;
  /** MiB above which it is killed. */
  memory?: number;
  mountPoints?: readonly MountPoint[];
  /** Containers of the task that it waits for. */
  waitsFor: Readonly<Record<string, StartCondition>>;
}

/** Seconds that a container has to finish after SIGTERM before it is killed, at most 120 on Fargate. */
const STOP_TIMEOUT_SECONDS = 30;

/** One container, in the shape of ECS's RegisterTaskDefinition. */
export function containerDefinition(spec: ContainerSpec) {
  const { scope, port, exec, mountPoints = [] } = spec;
  return {
    name: spec.name,
    image: spec.image,
    essential: spec.essential,
    memory: spec.memory,
    command: spec.command,
    user: spec.user ?? "1001:1001",
    // ECS Exec puts its agent into the container's file system and needs an init process to reap shells.
    readonlyRootFilesystem: !exec,
    linuxParameters: exec
      ? { initProcessEnabled: true }
      : { initProcessEnabled: true, capabilities: { drop: ["ALL"] } },
    stopTimeout: STOP_TIMEOUT_SECONDS,
    portMappings: port === undefined ? [] : [portMapping(port, spec.portName)],
    systemControls: openLowPort(port),
    mountPoints: mountPoints.length > 0 ? mountPoints : undefined,
    dependsOn: startOrder(spec.waitsFor),
    // Sorted, so that the order in which a service lists its links is no change.
    environment: sortedEntries(spec.environment).map(([name, value]) => ({ name, value })),
    secrets: sortedEntries(spec.secrets).map(([name, ref]) => ({
      name,
      valueFrom: valueFrom(scope, ref),
    })),
    healthCheck: spec.health,
    logConfiguration: {
      logDriver: "awslogs",
      options: {
        "awslogs-group": spec.logGroupName,
        "awslogs-region": scope.region,
        "awslogs-stream-prefix": spec.task,
        // A slow log service must not stop the application.
        mode: "non-blocking",
        "max-buffer-size": "25m",
      },
    },
  };
}

/** Ports below this one are root's, where the kernel is not told otherwise. */
const FIRST_OPEN_PORT = 1024;

/**
 * A port such as 80 for a container that is not root and has no capabilities, of which Fargate gives
 * none back: the task's own network lets everyone listen from that port on, which Fargate takes from
 * platform 1.4 on ("SystemControl", ECS API reference). It applies to all containers of the task.
 */
function openLowPort(port: number = FIRST_OPEN_PORT) {
  return port < FIRST_OPEN_PORT
    ? [{ namespace: "net.ipv4.ip_unprivileged_port_start", value: String(port) }]
    : undefined;
}

function startOrder(waitsFor: Readonly<Record<string, StartCondition>>) {
  const others = sortedEntries(waitsFor);
  return others.length > 0
    ? others.map(([containerName, condition]) => ({ containerName, condition }))
    : undefined;
}

function portMapping(containerPort: number, name: string | undefined) {
  const mapping = { containerPort, protocol: "tcp" };
  return name === undefined ? mapping : { ...mapping, name, appProtocol: "http" };
}

function valueFrom(scope: Scope, ref: SecretRef): pulumi.Input<string> {
  return ref.kind === "parameter" ? scope.arn("ssm", `parameter${ref.name}`) : ref.valueFrom;
}
