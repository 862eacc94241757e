import type { PolicyResource } from "@pulumi/policy";

import { ContainerDefinition, readContainers, TASK_TYPE } from "./containers";
import { peek } from "./known";
import { ofTypes, targetsOf, valuesAt } from "./references";

/** Ports that engines listen on unless told otherwise, by the beginning of the engine's name. */
const ENGINE_PORTS: readonly [prefix: string, port: number][] = [
  ["postgres", 5432],
  ["aurora-postgres", 5432],
  ["aurora-mysql", 3306],
  ["mysql", 3306],
  ["mariadb", 3306],
  ["oracle", 1521],
  ["sqlserver", 1433],
  ["redis", 6379],
  ["valkey", 6379],
  ["memcached", 11211],
];

/** The ports that a resource listens on; undefined when it does not say, or its type is another's. */
export function listeningPorts(
  resource: PolicyResource,
  resources: readonly PolicyResource[],
): number[] | undefined {
  const [, service, kind] = /^aws:(\w+)\/(\w+):/.exec(resource.type) ?? [];
  switch (service) {
    case "efs":
      return [2049];
    case "rds":
      return portOf(resource, kind === "proxy" ? "engineFamily" : "engine");
    case "elasticache":
      return kind === "serverlessCache" ? undefined : portOf(resource, "engine");
    case "ecs":
      return taskPorts(resource, resources);
    default:
      return undefined;
  }
}

/** The port that an engine listens on unless told otherwise; undefined for one that is not known. */
export function enginePort(engine: unknown): number | undefined {
  const name = String(engine).toLowerCase();
  return ENGINE_PORTS.find(([prefix]) => name.startsWith(prefix))?.[1];
}

function portOf(resource: PolicyResource, property: string): number[] | undefined {
  const port =
    peek(() => resource.props.port as unknown) ??
    enginePort(peek(() => resource.props[property] as unknown));
  return typeof port === "number" ? [port] : undefined;
}

/** In the network mode of Fargate a container's port is the task's. */
function taskPorts(
  service: PolicyResource,
  resources: readonly PolicyResource[],
): number[] | undefined {
  const [task] = targetsOf(service, "taskDefinition", ofTypes(resources, TASK_TYPE));
  const containers = task && readContainers(task.props);
  const mappings = containers?.flatMap(
    ({ portMappings = [] }: ContainerDefinition) => portMappings,
  );
  // A Service Connect proxy listens on a port of its own.
  const proxies = valuesAt(
    service.props,
    "serviceConnectConfiguration.services.ingressPortOverride",
  );
  if (mappings?.some(isRange) || !proxies.every(port => typeof port === "number")) {
    return undefined;
  }
  return mappings && [...mappings.flatMap(({ containerPort }) => containerPort ?? []), ...proxies];
}

function isRange({ containerPortRange }: { containerPortRange?: string }): boolean {
  return containerPortRange !== undefined;
}
