import { repeated } from "../plan/lists";
import { momentProblems, ScheduledScaling, SLEEP_NAMES } from "../plan/schedules";
import { MicroServiceArgs } from "./args";
import { usesTwoGroups } from "./deployment";
import { rangeProblem } from "./ranges";

/** What is wrong with the number of a service's tasks. */
export function scalingProblems(args: MicroServiceArgs): string[] {
  const { min, max, desired, schedule = [], ...rest } = args.scaling;
  const { cpuUtilization = 70, memoryUtilization = 80 } = rest;
  return [
    ...rangeProblem("scaling.min", min, 1, 1000),
    ...rangeProblem("scaling.max", max, min, 1000),
    ...(desired === undefined ? [] : rangeProblem("scaling.desired", desired, min, max)),
    ...rangeProblem("scaling.cpuUtilization", cpuUtilization, 1, 100),
    ...rangeProblem("scaling.memoryUtilization", memoryUtilization, 1, 100),
    ...requestProblems(args),
    ...nameProblems(schedule, args.platform.sleep === undefined ? [] : SLEEP_NAMES),
    ...schedule.flatMap(scheduleProblems),
  ];
}

function requestProblems({ scaling, routes = [], deployment }: MicroServiceArgs): string[] {
  const { requestsPerTarget } = scaling;
  if (requestsPerTarget === undefined) {
    return [];
  }
  return [
    ...rangeProblem("scaling.requestsPerTarget", requestsPerTarget, 1, 1_000_000),
    ...(routes.length > 0
      ? []
      : ["scaling.requestsPerTarget is given, but there are no routes whose requests count"]),
    ...(usesTwoGroups(deployment)
      ? [
          `scaling.requestsPerTarget is given, but deployment.strategy is "${deployment?.strategy}"; requests to two target groups by turns are not one number: use "rolling"`,
        ]
      : []),
  ];
}

/** A name makes a resource's, beside those of the metrics that the number follows. */
function nameProblems(schedule: readonly ScheduledScaling[], taken: readonly string[]): string[] {
  const names = schedule.map(({ name }) => name);
  return [
    ...names
      .filter(name => !/^[a-z][a-z0-9-]{0,63}$/.test(name))
      .map(
        name =>
          `scaling.schedule names "${name}"; use 1 to 64 lower-case letters, digits and dashes`,
      ),
    ...repeated([...taken, ...names]).map(
      name => `scaling.schedule has "${name}" twice, the platform's sleep counted in`,
    ),
  ];
}

function scheduleProblems(schedule: ScheduledScaling): string[] {
  const where = `scaling.schedule "${schedule.name}"`;
  return [
    ...momentProblems(where, schedule),
    ...rangeProblem(`${where}.min`, schedule.min, 0, 1000),
    ...rangeProblem(`${where}.max`, schedule.max, schedule.min, 1000),
  ];
}
