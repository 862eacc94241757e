/** A resource of a stack as far as its cost goes: one of a policy, of a plan or of a state. */
export interface Planned {
  type: string;
  name: string;
  urn: string;
  props: Record<string, unknown>;
  /** The resources that each property was taken from. */
  propertyDependencies: Readonly<Record<string, readonly { urn: string }[]>>;
}

/** What a resource costs for being there. No amount: it has a price that is not in the list. */
export interface Charge {
  part: string;
  monthlyUsd: number | undefined;
}

/** The resources of a stack by type, to find those that belong together. */
export type Stack = (type: string) => readonly Planned[];
