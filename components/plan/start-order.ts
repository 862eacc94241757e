/** When a container that waits for another may start. */
export type StartCondition = "START" | "COMPLETE" | "SUCCESS" | "HEALTHY";

/** What decides the order in which a task's containers start. */
export interface Starting {
  name: string;
  /** Whether the task ends with it. */
  essential: boolean;
  /** Whether ECS asks after its health. */
  hasHealth: boolean;
  /** Containers that it waits for. */
  waitsFor: Readonly<Record<string, StartCondition>>;
}

/** What ECS refuses about the order in which containers start. */
export function startProblems(containers: readonly Starting[]): string[] {
  const byName = new Map(containers.map(container => [container.name, container]));
  const problems = containers.flatMap(({ name, waitsFor }) =>
    Object.entries(waitsFor).flatMap(([other, condition]) => {
      const problem = conditionProblem(byName.get(other), condition);
      return problem === undefined ? [] : [`${name} waits for ${other}, ${problem}`];
    }),
  );
  const circle = containers.find(({ name }) => reaches(name, name, byName));
  return circle === undefined ? problems : [...problems, `${circle.name} waits for itself`];
}

function conditionProblem(other: Starting | undefined, condition: StartCondition) {
  if (other === undefined) {
    return "which is no container of the task";
  }
  if (condition === "HEALTHY" && !other.hasHealth) {
    return "to be HEALTHY, but it has no health";
  }
  return ["COMPLETE", "SUCCESS"].includes(condition) && other.essential
    ? `to ${condition}, but the task ends with it; set essential: false`
    : undefined;
}

/** Whether `from` waits, itself or through others, for `target`. */
function reaches(
  from: string,
  target: string,
  byName: ReadonlyMap<string, Starting>,
  seen = new Set<string>(),
): boolean {
  return Object.keys(byName.get(from)?.waitsFor ?? {}).some(next => {
    if (next === target) {
      return true;
    }
    if (seen.has(next)) {
      return false;
    }
    seen.add(next);
    return reaches(next, target, byName, seen);
  });
}
