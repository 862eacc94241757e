import { Recording, Registration } from "../../support/mocks";
import { Row } from "../../support/markdown";

/** What a service was registered with, in the words of the columns of `docs/systems.md`. */
export function serviceRow(
  recording: Recording,
  service: string,
  stack: "dev" | "prod",
  columns: readonly string[],
): Row {
  const parts = partsOf(recording, service);
  return Object.fromEntries(columns.map(column => [column, cell(column, parts, service, stack)]));
}

/** A component's own registrations, by type. */
type Parts = (type: string) => Registration[];

function partsOf({ resources }: Recording, service: string): Parts {
  const component = resources.find(
    ({ type, name }) => /^infra:.*:(MicroService|Broker)$/.test(type) && name === service,
  );
  if (component === undefined) {
    throw new Error(`there is no service ${service}`);
  }
  const own = resources.filter(({ options }) => options.parent === component.urn);
  return type => own.filter(registration => registration.type === type);
}

function cell(column: string, parts: Parts, service: string, stack: string): string {
  const [task] = parts("aws:ecs/taskDefinition:TaskDefinition").map(({ inputs }) => inputs);
  const containers = JSON.parse(task.containerDefinitions) as any[];
  const container = containers.find(({ name }) => name === service);
  const [running] = parts("aws:ecs/service:Service").map(({ inputs }) => inputs);
  switch (column) {
    case "service":
      return service;
    case "port":
      return String(container.portMappings[0].containerPort);
    case "routes":
      return parts("aws:lb/listenerRule:ListenerRule").map(routeOf).join(" ") || "-";
    case "health":
      return healthOf(container.healthCheck);
    case "target health":
      return targetHealthOf(parts("aws:lb/targetGroup:TargetGroup")[0]);
    case stack:
      return `${task.cpu}/${task.memory}`;
    case `tasks in ${stack}`:
      return tasksOf(parts, running.desiredCount);
    case `capacity in ${stack}`:
      return capacityOf(running.capacityProviderStrategies);
    case "secrets":
      return namesOf(container.secrets);
    default:
      throw new Error(`there is no column ${column}`);
  }
}

/** `host/path,/path` of a rule. */
function routeOf({ inputs }: Registration): string {
  const host = inputs.conditions.find((c: any) => c.hostHeader)?.hostHeader.values[0] ?? "";
  const paths = inputs.conditions.find((c: any) => c.pathPattern)?.pathPattern.values ?? [];
  return `\`${host}${paths.join(",")}\``;
}

function healthOf({ command, interval, timeout, retries, startPeriod }: any): string {
  const path = /127\.0\.0\.1:\d+(\S+)/.exec(command.join(" "))?.[1];
  return `${path} ${interval}/${timeout}/${retries} +${startPeriod}`;
}

function targetHealthOf(group: Registration | undefined): string {
  if (group === undefined) {
    return "-";
  }
  const { path, interval, timeout, unhealthyThreshold } = group.inputs.healthCheck;
  return `${path} ${interval}/${timeout}/${unhealthyThreshold}`;
}

/** Fewest, at first, most; a service without scaling stays at its number. */
function tasksOf(parts: Parts, desired: number): string {
  const [target] = parts("aws:appautoscaling/target:Target").map(({ inputs }) => inputs);
  return [target?.minCapacity ?? desired, desired, target?.maxCapacity ?? desired].join("/");
}

function capacityOf(strategies: any[]): string {
  return strategies
    .map(({ capacityProvider, base, weight }) =>
      [capacityProvider, weight, base === undefined ? "" : `base ${base}`].join(" ").trim(),
    )
    .join(", ");
}

/** Names of variables, sorted. */
export function namesOf(variables: readonly { name: string }[]): string {
  const names = variables.map(({ name }) => name).sort();
  return names.join(" ") || "-";
}
