import type {
  PolicyResource,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
// What the engine hands to a rule: properties that throw when an unknown one is read.
import * as proxy from "@pulumi/policy/proxy";

import { withDefaults } from "../../../local/bench/engine-view";
import { noteGiven } from "../../../policies/given";

/** Stands for a property that is not known before deployment, as it reaches a policy. */
export const unknownValue: any = (proxy as any).unknownStringValue;

/** One resource as a rule sees it. */
export interface Subject {
  type: string;
  props: object;
  /** `subject` when left out. */
  name?: string;
  /** Inputs of its provider; a component has none. */
  provider?: Record<string, any> | null;
  /** Resource options that rules read. */
  opts?: { protect?: boolean; ignoreChanges?: string[] };
  /** Configuration of the rule over its defaults. */
  config?: Record<string, any>;
}

/** What tells one resource of a stack from the others. */
type Identity = Pick<Subject, "type" | "name">;

/** A resource of a stack, with the resources that its properties were taken from. */
export interface Member extends Subject {
  from?: Readonly<Record<string, Identity | readonly Identity[]>>;
  /** Properties that AWS's provider filled in; the program set all others. */
  filled?: readonly string[];
}

/** URN of a subject. */
export function urnOf({ type, name = "subject" }: Identity): string {
  return `urn:pulumi:dev::test::${type}::${name}`;
}

/**
 * Messages that a rule reports for one resource. Where it reads what is not known yet the last one is
 * CrossGuard's, in the words of its error.
 */
export async function violations(
  rule: ResourceValidationPolicy,
  { type, props, name = "subject", provider = {}, opts = {}, config = {} }: Subject,
): Promise<string[]> {
  const seen: any = (proxy as any).unknownCheckingProxy(props);
  const args: ResourceValidationArgs = {
    type,
    name,
    props: seen,
    urn: urnOf({ type, name }),
    opts: { protect: false, ignoreChanges: [], ...opts } as any,
    stackTags: new Map(),
    isType: () => false,
    asType: () => undefined,
    getConfig: () => withDefaults(rule.configSchema, config) as any,
    notApplicable: () => {
      throw new Error("no rule says that it is not applicable");
    },
    ...(provider && { provider: { type: "pulumi:providers:aws", props: provider } as any }),
  };
  const messages: string[] = [];
  for (const validate of [rule.validateResource ?? []].flat()) {
    await collect(messages, async () => validate(args, message => messages.push(message)));
  }
  return messages;
}

/** Messages that a stack rule reports, each after the name of its resource. */
export async function stackViolations(
  rule: StackValidationPolicy,
  members: readonly Member[],
  config: Record<string, any> = {},
): Promise<string[]> {
  const resources = members.map(
    ({ type, props, name = "subject", opts = {} }) =>
      ({
        type,
        name,
        urn: urnOf({ type, name }),
        opts: { protect: false, ignoreChanges: [], ...opts },
        props: (proxy as any).unknownCheckingProxy(props),
        propertyDependencies: {},
      }) as unknown as PolicyResource,
  );
  members.forEach(({ from = {}, filled = [], props }, index) => {
    const inputs = Object.entries({ ...props, ...from }).filter(([key]) => !filled.includes(key));
    noteGiven({ urn: resources[index].urn, props: Object.fromEntries(inputs) });
    for (const [property, sources] of Object.entries(from)) {
      const urns = [sources].flat().map(urnOf);
      resources[index].propertyDependencies[property] = resources.filter(r => urns.includes(r.urn));
    }
  });
  const messages: string[] = [];
  const args: any = {
    resources,
    stackTags: new Map(),
    getConfig: () => withDefaults(rule.configSchema, config),
  };
  await collect(messages, async () =>
    rule.validateStack(args, (message, urn) => {
      messages.push(urn === undefined ? message : `${urn.split("::").pop()}: ${message}`);
    }),
  );
  return messages;
}

async function collect(messages: string[], run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof Error && "unknownTypeSentinel" in error)) {
      throw error;
    }
    messages.push(error.message);
  }
}
