import { ArgumentError } from "../errors";
import { MicroServiceArgs, resolveHealth, Scaling } from "./args";

/** Checks what is known before deployment, with one message per mistake. */
export function validateService(name: string, args: MicroServiceArgs): void {
  const problems = [
    ...rangeProblem("port", args.port, 1, 65535),
    ...healthProblems(args),
    ...scalingProblems(args.scaling),
    ...deploymentProblems(args),
  ];
  if (problems.length > 0) {
    throw new ArgumentError(problems.map(p => `MicroService "${name}": ${p}`).join("\n"));
  }
}

function healthProblems(args: MicroServiceArgs): string[] {
  const { path, interval, timeout, retries, startPeriod } = resolveHealth(args.health);
  return [
    ...(path.startsWith("/") ? [] : [`health.path is "${path}"; begin it with /`]),
    ...rangeProblem("health.interval", interval, 5, 300),
    ...rangeProblem("health.timeout", timeout, 2, 120),
    ...(timeout < interval
      ? []
      : [`health.timeout is ${timeout}; keep it below health.interval, ${interval}`]),
    ...rangeProblem("health.retries", retries, 2, 10),
    ...rangeProblem("health.startPeriod", startPeriod, 0, 300),
  ];
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

function deploymentProblems({ deployment }: MicroServiceArgs): string[] {
  const { minHealthyPercent = 100, maxPercent = 200 } = deployment ?? {};
  return [
    ...rangeProblem("deployment.minHealthyPercent", minHealthyPercent, 0, 100),
    ...rangeProblem("deployment.maxPercent", maxPercent, 100, 200),
    ...(maxPercent > minHealthyPercent
      ? []
      : [
          `deployment.maxPercent is ${maxPercent}; keep it above minHealthyPercent, ${minHealthyPercent}, or no task could be exchanged`,
        ]),
  ];
}

function rangeProblem(what: string, value: number, least: number, most: number): string[] {
  return Number.isInteger(value) && value >= least && value <= most
    ? []
    : [`${what} is ${value}; use a whole number from ${least} to ${most}`];
}
