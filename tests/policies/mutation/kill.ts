import { policyConfig } from "../../../policies/config";
import type { Environment } from "../../../policies/environments";
import { packs } from "../../../policies/packs";
import { judge, StackResource } from "../support/judge";
import type { Mutant } from "./mutant";

/** How many resources of a stack a mistake is made in, one at a time: the first, and others spread over the rest. */
const SAMPLES = 2;

/** A mistake made in one resource, and what the rules say. */
export interface Verdict {
  /** The resource in which it was made. */
  made: string;
  /** URNs that the mutant's rule reports. */
  reported: string[];
  /** URN that it must report, and no other. */
  expected: string[];
}

/** A stack of a system that is right. */
export interface MutantStack {
  environment: Environment;
  resources: readonly StackResource[];
}

/** Makes a mistake in a stack, in a resource at a time; nothing where it cannot be made or its rule is off. */
export async function tryMutant(
  mutant: Mutant,
  { environment, resources: stack }: MutantStack,
): Promise<Verdict[]> {
  const config = policyConfig(environment);
  const rule = packs[mutant.pack].find(({ name }) => name === mutant.rule);
  if (rule === undefined) {
    throw new Error(`${mutant.id}: the pack ${mutant.pack} has no rule ${mutant.rule}`);
  }
  const level = config[rule.name]?.enforcementLevel ?? rule.enforcementLevel;
  if (level === "disabled" || (mutant.only ?? environment) !== environment) {
    return [];
  }
  const places = stack.filter(
    resource =>
      resource.type === `aws:${mutant.type}` &&
      (mutant.where === undefined || mutant.where(resource, stack)),
  );
  const verdicts: Verdict[] = [];
  for (const place of spread(places)) {
    const { mutated, only } = makeMistake(mutant, place, stack);
    const findings = await judge([rule], mutated, { config, only });
    verdicts.push({
      made: place.urn,
      reported: [...new Set(findings.map(({ urn = "" }) => urn))],
      expected: ownersOf(mutant, place, stack),
    });
  }
  return verdicts;
}

/** The stack with the mistake, and the resources that resource rules have to look at anew. */
function makeMistake(
  { change }: Mutant,
  place: StackResource,
  stack: readonly StackResource[],
): { mutated: StackResource[]; only: StackResource[] } {
  if (change === "removed") {
    return { mutated: stack.filter(resource => resource !== place), only: [] };
  }
  const changed = structuredClone(place);
  change(changed.inputs, changed);
  change(changed.outputs, changed);
  // The engine lists every input there, those that depend on nothing too.
  for (const key of Object.keys(changed.inputs)) {
    changed.propertyDependencies[key] ??= [];
  }
  const mutated = stack.map(resource => (resource === place ? changed : resource));
  return { mutated, only: [changed] };
}

/** The resource itself, or what it belongs to: what it refers to, or what refers to it. */
function ownersOf(
  { type, reports = type, reportsWhere = () => true }: Mutant,
  place: StackResource,
  stack: readonly StackResource[],
): string[] {
  if (reports === type) {
    return [place.urn];
  }
  const others = stack.filter(resource => resource.type === `aws:${reports}`);
  const referred = new Set(Object.values(place.propertyDependencies).flat());
  const referring = (resource: StackResource) =>
    Object.values(resource.propertyDependencies).flat().includes(place.urn);
  return others
    .filter(resource => referred.has(resource.urn) || referring(resource))
    .filter(reportsWhere)
    .map(({ urn }) => urn);
}

function spread<Item>(items: readonly Item[]): Item[] {
  const step = Math.max(1, Math.floor(items.length / SAMPLES));
  return items.filter((_, index) => index % step === 0).slice(0, SAMPLES);
}
