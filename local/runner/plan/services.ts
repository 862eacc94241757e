import type { z } from "zod";
import { RunError } from "../errors";
import type { TargetGroupPlan } from "../gateway/types";
import type { HealthCheck, PlannedPort } from "../listening";
import type { ServicePlan } from "../types";
import { loopback } from "./addresses";
import { find, planContainer, type ContainerTools, type Task } from "./containers";
import type { RunnableImage } from "./image-builds";
import { checkedUrl, containerHealth, targetHealth, type TargetGroup } from "./health";
import { portVariable, serviceVariable } from "./ports";
import { planRollout } from "./rollout";
import { ecsService, type ContainerDefinition } from "./resources";
import type { Deployed, State } from "./state";

/** The main container of an ECS service; what stands beside it is not run. */
export interface Unit {
  /** The service's name. */
  name: string;
  service: Deployed<z.infer<typeof ecsService>>;
  task: Task;
  container: ContainerDefinition;
  /** The first port that the container maps. */
  containerPort?: number;
  variable: string;
  /** Another port, which its own health check asks. */
  monitor?: PlannedPort;
}

/**
 * The main containers of a stack's services. Others are said through `note`.
 *
 * @throws RunError naming a service whose task definition or container is not deployed.
 */
export function readUnits(state: State, tasks: Task[], note: (line: string) => void): Unit[] {
  return state.all("aws:ecs/service:Service", ecsService).map(service => {
    const task = tasks.find(({ arn }) => arn === service.props.taskDefinition);
    if (!task) {
      throw new RunError(
        `${service.label}: task definition ${service.props.taskDefinition} is not deployed`,
      );
    }
    const container = mainContainer(service, task);
    const name = service.props.name ?? service.name;
    for (const other of task.containers.filter(one => one !== container)) {
      note(`container ${other.name} of ${name} does not run here: it stands beside the service`);
    }
    const containerPort = container.portMappings?.[0]?.containerPort;
    const monitored = checkedUrl(container)?.port;
    const monitor =
      monitored === undefined || monitored === containerPort
        ? undefined
        : { port: monitored, variable: portVariable(`${name}-monitor`) };
    const variable = serviceVariable(name);
    return { name, service, task, container, containerPort, variable, monitor };
  });
}

/** The container that the load balancer or Cloud Map knows, or the first that the task needs. */
function mainContainer(
  { label, props }: Deployed<z.infer<typeof ecsService>>,
  { containers }: Task,
): ContainerDefinition {
  const balanced = (props.loadBalancers ?? []).map(({ containerName }) => containerName);
  const unknown = balanced.find(name => !containers.some(one => one.name === name));
  if (unknown !== undefined) {
    const names = containers.map(({ name }) => name).join(", ");
    throw new RunError(`${label}: loadBalancers names container ${unknown}; it has ${names}`);
  }
  const known = [...balanced, props.serviceRegistries?.containerName][0];
  const main =
    containers.find(({ name }) => name === known) ??
    containers.find(({ essential }) => essential !== false);
  if (!main) {
    throw new RunError(`${label}: its task definition has no essential container`);
  }
  return main;
}

/** Plans a unit as a process. */
export function planService(
  unit: Unit,
  image: RunnableImage,
  groups: TargetGroup[],
  ports: Map<string, number>,
  tools: ContainerTools,
): ServicePlan {
  const plan = planContainer(unit.name, unit.task, unit.container, image, tools);
  const port = ports.get(unit.variable);
  const listen = port === undefined ? undefined : { port, variable: unit.variable };
  const checks = healthChecks(unit, groups, ports);
  const { container, containerPort, service } = unit;
  const { PORT } = plan.env;
  const graceSeconds = service.props.healthCheckGracePeriodSeconds ?? 0;
  return {
    ...plan,
    env: listen ? withPort(plan.env, unit, listen, tools) : plan.env,
    listen,
    healthChecks: checks,
    rollout: planRollout({ container, containerPort, port, graceSeconds }, PORT, checks, groups),
  };
}

/**
 * Moves the port that a process listens on. A task definition whose PORT is not its container's
 * port is left as it is: it must fail here as it would on AWS.
 */
function withPort(
  env: Record<string, string>,
  { name, containerPort }: Unit,
  { port, variable }: PlannedPort,
  { note }: ContainerTools,
): Record<string, string> {
  // Nobody but this machine is meant to reach what runs here.
  const local = { HOST: "127.0.0.1", ...env };
  if (port === containerPort) {
    return local;
  }
  if (env.PORT !== undefined && env.PORT !== String(containerPort)) {
    note(
      `${name}: PORT is ${env.PORT} and its container maps ${containerPort}; ${variable} is not applied`,
    );
    return local;
  }
  return { ...local, PORT: String(port) };
}

/** The checks that its target groups make of a unit, or else its own. */
export function healthChecks(
  unit: Unit,
  groups: TargetGroup[],
  ports: Map<string, number>,
): HealthCheck[] {
  const checks = unitTargets(unit).map(({ arn, containerPort }) => {
    const missing = `${unit.service.label}: target group ${arn} is not deployed`;
    const group = find(groups, props => props.arn === arn, missing);
    return targetHealth(group, containerPort, localPort(unit, ports));
  });
  return checks.length > 0 ? checks : containerHealth(unit.container, localPort(unit, ports));
}

/**
 * The targets of a target group on this machine: the services that register with it.
 *
 * @param running Only units of these names have a process.
 */
export function planTargets(
  group: TargetGroup,
  units: Unit[],
  running: Set<string>,
  ports: Map<string, number>,
): TargetGroupPlan {
  const { arn, name } = group.props;
  const targets = units
    .filter(unit => running.has(unit.name))
    .flatMap(unit =>
      unitTargets(unit)
        .filter(target => target.arn === arn)
        .map(({ containerPort }) => ({
          service: unit.name,
          host: loopback,
          port: localPort(unit, ports)(containerPort),
        })),
    );
  return { arn, name: name ?? group.name, targets };
}

function unitTargets({ service, container }: Unit): { arn: string; containerPort: number }[] {
  return (service.props.loadBalancers ?? [])
    .filter(({ containerName }) => containerName === container.name)
    .flatMap(({ targetGroupArn, containerPort }) => {
      const mapped = container.portMappings?.some(port => port.containerPort === containerPort);
      if (!mapped) {
        throw new RunError(
          `${service.label}: loadBalancers names port ${containerPort}, ` +
            `which container ${container.name} does not map`,
        );
      }
      return targetGroupArn ? [{ arn: targetGroupArn, containerPort }] : [];
    });
}

/** A container's first port and its monitor's may be moved; others are the same here as there. */
export function localPort(
  unit: Unit,
  ports: Map<string, number>,
): (containerPort: number) => number {
  const moved = new Map([
    [unit.containerPort, ports.get(unit.variable)],
    [unit.monitor?.port, unit.monitor && ports.get(unit.monitor.variable)],
  ]);
  return containerPort => moved.get(containerPort) ?? containerPort;
}
