import { allows } from "./actions";
import { isBroadArn } from "./arn";
import { allowedValues, isScopedByCondition } from "./condition";
import type { Statement } from "./document";
import { sets } from "./escalation-sets.json";
import { isWildcard } from "./glob";
import { awsManagedPolicy, isFullAccess } from "./managed-policies";

/** A way to more rights: its name and the actions that together open it. */
export interface EscalationPath {
  name: string;
  actions: readonly string[];
}

const PATHS: readonly EscalationPath[] = Object.entries(sets).map(([name, actions]) => ({
  name,
  actions: actions.split(" "),
}));

/**
 * Ways to more rights that statements open together, the shortest only: a path that holds another one
 * adds nothing. An action counts when no resource, condition or permissions boundary limits it.
 */
export function escalationPaths(statements: readonly Statement[]): EscalationPath[] {
  const patterns = statements.filter(isUnrestricted).flatMap(({ actions }) => actions);
  const open = PATHS.filter(path => path.actions.every(action => allows(patterns, action)));
  return open.filter(path => !open.some(other => isProperSubset(other.actions, path.actions)));
}

/** One line for each path, or a single one when there are more than five. */
export function describePaths(
  paths: readonly EscalationPath[],
): readonly { id: string; problem: string }[] {
  if (paths.length > 5) {
    return [
      {
        id: "Escalation::many",
        problem: `opens ${paths.length} ways to more rights, among them ${paths[0].name}`,
      },
    ];
  }
  return paths.map(({ name, actions }) => ({
    id: `Escalation::${name}`,
    problem: `opens a way to more rights: ${actions.join(" + ")}`,
  }));
}

function isUnrestricted(statement: Statement): boolean {
  return (
    statement.effect === "allow" &&
    statement.resources.some(resource => isWildcard(resource) || isBroadArn(resource)) &&
    !isScopedByCondition(statement) &&
    !isBounded(statement)
  );
}

/** Whether a statement holds for roles within a boundary alone. One of full access bounds nothing. */
export function isBounded(statement: Statement): boolean {
  const boundaries = allowedValues(statement, "iam:permissionsboundary");
  return boundaries.length > 0 && !boundaries.some(bindsNothing);
}

function bindsNothing(policyArn: string): boolean {
  const managed = awsManagedPolicy(policyArn);
  return managed === undefined ? isBroadArn(policyArn) : isFullAccess(managed);
}

function isProperSubset(some: readonly string[], all: readonly string[]): boolean {
  return some.length < all.length && some.every(action => all.includes(action));
}
