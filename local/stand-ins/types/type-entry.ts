import { Cloud } from "../outputs/cloud";
import { Registry } from "../registry";
import { Properties } from "../schema/properties";
import { Values } from "../values";

/** A property that breaks one of AWS's rules. */
export interface Problem {
  property: string;
  reason: string;
}

/** An input that cannot be used, found while it is filled in. */
export class InvalidInput extends Error {
  constructor(
    readonly property: string,
    reason: string,
  ) {
    super(reason);
  }
}

/** Checks a resource's own inputs; skips what is not known yet. */
export type Check = (inputs: Values) => Problem[];

/** What a check among resources sees: the stack as it is, without the resource itself. */
export interface Surroundings {
  /** Checked inputs, all known. */
  inputs: Values;
  /** Everything else in the stack. */
  others: Registry;
  region: string;
  accountId: string;
}

/** Checks a resource against the others; returns AWS's complaints. */
export type WorldCheck = (surroundings: Surroundings) => string[];

/** How AWS names the thing. */
export interface NameRule {
  /** Input that holds the name. */
  property: string;
  /** Longest name that a made-up one may have. */
  max: number;
  /** Made-up names are lower-case. */
  lower?: boolean;
}

/** A stand-in for one resource type: what the cloud answers, what a change does and what AWS refuses. */
export interface TypeEntry {
  /** The name property that the provider fills in from the resource's name when the program leaves it out. */
  name?: NameRule;

  /** Inputs whose change replaces the resource; a dotted path for a nested one. All else updates in place. */
  replaces: readonly string[];

  /** Inputs that a change replaces under a condition on the old and new values. */
  replaceWhen?: (olds: Values, news: Values) => string[];

  /** A replacement deletes first, whoever named the resource. */
  deleteBeforeReplace?: boolean;

  /** Lists whose order means nothing, as dotted paths that pass through lists. */
  sets?: readonly string[];

  /** Inputs compared by what they mean: a function that makes equal meanings equal data. */
  meanings?: Readonly<Record<string, (value: unknown) => unknown>>;

  /** Inputs whose change means nothing. */
  ignores?: readonly string[];

  /** The type's properties, where no package declares them. */
  properties?: Properties;

  /** Fills in inputs at check time, as the provider does; throws {@link InvalidInput}. */
  prepare?: (inputs: Values, projectDir: string) => Values;

  /** The id, and what the cloud adds to the inputs. Pure. */
  outputs: (cloud: Cloud) => { id: string } & Values;

  /** Real values in place of {@link outputs} when the resource is created, e.g. a random password. */
  create?: (inputs: Values) => { id?: string } & Values;

  /** Outputs that count on from the old ones when the resource is updated. */
  update?: (olds: Values, news: Values, oldOutputs: Values) => Values;

  /** Outputs that a change makes anew, so unknown while planning it. */
  changing?: readonly string[];

  /** The number of this resource among its like, e.g. revisions of a family; counted from 0. */
  generation?: (inputs: Values, others: Registry) => number;

  /** AWS's rules for the inputs themselves. */
  checks?: readonly Check[];

  /** AWS's rules among resources, applied at creation and update, where everything is known. */
  world?: readonly WorldCheck[];

  /** Key that no two resources of the type may share, by default the name; undefined for none. */
  unique?: (inputs: Values) => string | undefined;

  /** Rules of AWS or its provider for a change in place, by the inputs that change and all new ones. */
  changes?: (changed: readonly string[], news: Values) => string[];

  /** AWS's rules for deletion. */
  deletion?: (outputs: Values, others: Registry) => string[];
}
