import { ArgumentError } from "../errors";
import { MicroServiceArgs, Scaling } from "./args";
import { resolveHealth, TargetHealth } from "./health";
import { rangeProblem } from "./ranges";
import { deploymentProblems } from "./validate-deployment";

/** Checks what is known before deployment, with one message per mistake. */
export function validateService(name: string, args: MicroServiceArgs): void {
  const problems = [
    ...rangeProblem("port", args.port, 1, 65535),
    ...nameProblems(args),
    ...healthProblems(args),
    ...scalingProblems(args.scaling),
    ...deploymentProblems(args),
  ];
  if (problems.length > 0) {
    throw new ArgumentError(problems.map(p => `MicroService "${name}": ${p}`).join("\n"));
  }
}

function healthProblems({ health, routes = [] }: MicroServiceArgs): string[] {
  const { container, target } = resolveHealth(health);
  return [
    ...checkProblems("health", container),
    ...rangeProblem("health.startPeriod", container.startPeriod, 0, 300),
    ...(health.readiness === undefined ? [] : checkProblems("health.readiness", target)),
    ...(health.readiness === undefined || routes.length > 0
      ? []
      : ["health.readiness is given, but there are no routes: only the load balancer asks for it"]),
  ];
}

/** What ECS and the load balancer take for a check. */
function checkProblems(where: string, { path, interval, timeout, retries }: TargetHealth) {
  return [
    ...(path.startsWith("/") ? [] : [`${where}.path is "${path}"; begin it with /`]),
    ...rangeProblem(`${where}.interval`, interval, 5, 300),
    ...rangeProblem(`${where}.timeout`, timeout, 2, 120),
    ...(timeout < interval
      ? []
      : [`${where}.timeout is ${timeout}; keep it below ${where}.interval, ${interval}`]),
    ...rangeProblem(`${where}.retries`, retries, 2, 10),
  ];
}

function nameProblems({ serviceName }: MicroServiceArgs): string[] {
  return serviceName === undefined || /^[a-zA-Z0-9_-]{1,255}$/.test(serviceName)
    ? []
    : [`serviceName is "${serviceName}"; use 1 to 255 letters, digits, dashes and underscores`];
}

function scalingProblems({ min, max, desired, ...rest }: Scaling): string[] {
  const { cpuUtilization = 70, memoryUtilization = 80 } = rest;
  return [
    ...rangeProblem("scaling.min", min, 1, 1000),
    ...rangeProblem("scaling.max", max, min, 1000),
    ...(desired === undefined ? [] : rangeProblem("scaling.desired", desired, min, max)),
    ...rangeProblem("scaling.cpuUtilization", cpuUtilization, 1, 100),
    ...rangeProblem("scaling.memoryUtilization", memoryUtilization, 1, 100),
  ];
}
