import { isDeepStrictEqual } from "util";

import { costOf } from "./cost";
import { Change, nameOf, Plan, Resource } from "./plan";

/** What `npm run preview -- --json` and `npm run rehearse -- --json` write, as far as it is read here. */
export interface PlanDocument {
  resources: (Resource & { custom: boolean })[];
  policies: { policy: string; level: string; urn: string; message: string }[];
}

/**
 * A plan from two documents: what the program makes with and without a change to it. Nothing of what is
 * deployed takes part.
 *
 * @param base Undefined where the program without the change makes no such stack.
 */
export function planFromDocuments(base: PlanDocument | undefined, head: PlanDocument): Plan {
  const [before, after] = [base, head].map(document =>
    (document?.resources ?? []).filter(({ custom }) => custom),
  );
  return {
    changes: changesBetween(before, after),
    violations: head.policies.map(({ policy, level, urn, message }) => ({
      ...{ policy, level, message },
      resource: nameOf(urn),
    })),
    cost: costOf(before, after),
    errors: [],
  };
}

function changesBetween(before: readonly Resource[], after: readonly Resource[]): Change[] {
  const old = new Map(before.map(resource => [resource.urn, resource]));
  const kept = new Set(after.map(({ urn }) => urn));
  const change = (op: Change["op"], { type, urn }: Resource, properties: string[] = []) => ({
    ...{ op, type, properties },
    name: nameOf(urn),
  });
  return [
    ...after.flatMap(resource => {
      const was = old.get(resource.urn);
      if (was === undefined) {
        return [change("create", resource)];
      }
      const properties = differing(was.inputs, resource.inputs);
      return properties.length > 0 ? [change("update", resource, properties)] : [];
    }),
    ...before.filter(({ urn }) => !kept.has(urn)).map(resource => change("delete", resource)),
  ];
}

function differing(before: Resource["inputs"], after: Resource["inputs"]): string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].filter(key => !isDeepStrictEqual(before[key], after[key]));
}
