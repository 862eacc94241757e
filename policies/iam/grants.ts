import { allows } from "./actions";
import type { Statement } from "./document";
import { glob } from "./glob";

/**
 * Resource patterns by which statements allow one of some actions, given in lower case. Conditions count
 * as met.
 */
export function allowedResources(
  statements: readonly Statement[],
  actions: readonly string[],
): string[] {
  return statements
    .filter(
      statement =>
        statement.effect === "allow" && actions.some(action => covers(statement, action)),
    )
    .flatMap(resourcesOf);
}

/** Resource patterns on which statements deny all of some actions, whatever the circumstances. */
export function deniedResources(
  statements: readonly Statement[],
  actions: readonly string[],
): string[] {
  return statements
    .filter(
      statement =>
        statement.effect === "deny" &&
        statement.conditions.length === 0 &&
        actions.every(action => covers(statement, action)),
    )
    .flatMap(({ resources }) => resources);
}

/** Whether a resource pattern of a statement stands for an ARN; a policy variable stands for anything. */
export function reaches(pattern: string, arn: string): boolean {
  return glob(pattern.replace(/\$\{[^}]*\}/g, "*"), arn);
}

function covers({ actions, notActions }: Statement, action: string): boolean {
  return notActions.length > 0 ? !allows(notActions, action) : allows(actions, action);
}

/** NotResource counts as everything: nearly all there is. */
function resourcesOf({ resources, notResources }: Statement): readonly string[] {
  return notResources.length > 0 ? ["*"] : resources;
}
