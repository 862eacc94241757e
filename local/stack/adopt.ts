import type { DeploymentContent, StateResource } from "./state";

/** A resource that the account has. */
export interface Found {
  id: string;
  outputs: Record<string, unknown>;
}

/** What became of the creations that a killed engine was in the middle of. */
export interface Adoption {
  /** URNs of those that the account has: they are in the state now. */
  adopted: string[];
  /** URNs of those that it does not have. */
  forgotten: string[];
}

/**
 * Finishes what an engine that was killed had no more time to write down: a resource that it was creating
 * and that the account has is put into the state, as the engine would have; the others never were. (The
 * CLI's own way, `refresh --import-pending-creates`, drops both alike in 3.220.)
 *
 * @param existing what the account has of a URN
 */
export function adoptPending(
  content: DeploymentContent,
  existing: (urn: string) => readonly Found[],
): Adoption {
  const { resources = [], pending_operations: pending = [] } = content;
  const creating = pending.filter(({ type }) => type === "creating").map(op => op.resource);
  const adoption: Adoption = { adopted: [], forgotten: [] };
  for (const resource of creating) {
    const found = existing(resource.urn).filter(one => !isKnown(resources, resource.urn, one));
    found.forEach(one => adopt(resources, resource, one));
    (found.length > 0 ? adoption.adopted : adoption.forgotten).push(resource.urn);
  }
  content.resources = resources;
  content.pending_operations = [];
  return adoption;
}

function isKnown(resources: readonly StateResource[], urn: string, { id, outputs }: Found) {
  return resources.some(
    known => known.urn === urn && known.id === id && known.outputs?.arn === outputs.arn,
  );
}

/**
 * Puts a resource behind all that it depends on; what it replaces waits for its deletion from now on. Its
 * outputs are its inputs, so that a secret stays one when a refresh reads the rest.
 */
function adopt(resources: StateResource[], pending: StateResource, { id, outputs }: Found): void {
  resources
    .filter(({ urn }) => urn === pending.urn)
    .forEach(replaced => {
      replaced.delete = true;
    });
  const needed = [
    pending.parent,
    ...(pending.dependencies ?? []),
    pending.provider?.replace(/::[^:]*$/, ""),
  ];
  const last = Math.max(
    -1,
    ...resources.map(({ urn }, index) => (needed.includes(urn) ? index : -1)),
  );
  const arn = outputs.arn === undefined ? {} : { arn: outputs.arn };
  resources.splice(last + 1, 0, { ...pending, id, outputs: { ...pending.inputs, ...arn } });
}
