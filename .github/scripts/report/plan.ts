/** One resource of AWS's that a deployment makes, changes or removes. */
export interface Change {
  op: "create" | "update" | "replace" | "delete";
  type: string;
  name: string;
  /** Names of the properties that differ; none of a resource that comes or goes. */
  properties: readonly string[];
}

/** One violation of a policy. */
export interface Violation {
  level: string;
  policy: string;
  /** Name of the resource; empty for the whole stack. */
  resource: string;
  message: string;
}

/** What a stack costs a month for being there, in US dollars. */
export interface Cost {
  before: number;
  after: number;
  /** Names of resources whose price is not known. */
  unpriced: readonly string[];
}

/** What is told of a deployment before it is made. */
export interface Plan {
  changes: readonly Change[];
  violations: readonly Violation[];
  cost: Cost;
  /** What kept the engine from finishing; the rest of the plan is then not the whole. */
  errors: readonly string[];
}

/** A resource before or after. */
export interface Resource {
  urn: string;
  type: string;
  parent: string;
  /** Unknown values are null. */
  inputs: Readonly<Record<string, unknown>>;
}

/** The last part of a URN. */
export function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}
