import type {
  Policies,
  PolicyResource,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
// What the engine hands to a rule: properties that throw when an unknown one is read.
import * as proxy from "@pulumi/policy/proxy";

import { plain, withDefaults } from "../../../local/bench/engine-view";
import type { RuleConfig } from "../../../policies/config";
import { noteGiven } from "../../../policies/given";

/** A resource of a stack as the engine shows it to rules. */
export interface StackResource {
  type: string;
  name: string;
  urn: string;
  /** What the program asked for: resource rules judge this. */
  inputs: Record<string, any>;
  /** What came of it: stack rules judge this. */
  outputs: Record<string, any>;
  opts: { protect: boolean; ignoreChanges: string[] };
  parent?: string;
  dependencies: string[];
  propertyDependencies: Record<string, string[]>;
  provider?: Record<string, any>;
}

/** One violation. */
export interface Finding {
  rule: string;
  /** URN of the resource; none for one of the stack as a whole. */
  urn?: string;
  message: string;
}

/** Settings that let one look at a part: the rules' configuration, and the resources to ask about. */
export interface JudgeOptions {
  config?: Record<string, RuleConfig>;
  /** Judges these alone by resource rules; stack rules see the whole stack. All when left out. */
  only?: readonly StackResource[];
}

/** Every violation in a stack by rules that are not switched off, as `up` would report them. */
export async function judge(
  rules: Policies,
  stack: readonly StackResource[],
  { config = {}, only = stack }: JudgeOptions = {},
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const shown = shownStack(stack);
  stack.forEach(({ urn, inputs }) => noteGiven({ urn, props: inputs }));
  for (const rule of rules) {
    if ((config[rule.name]?.enforcementLevel ?? rule.enforcementLevel) === "disabled") {
      continue;
    }
    const settings = withDefaults(rule.configSchema, { ...config[rule.name] });
    if ("validateStack" in rule) {
      findings.push(...(await stackFindings(rule, shown, settings)));
    } else {
      for (const resource of only) {
        findings.push(...(await resourceFindings(rule, resource, settings)));
      }
    }
  }
  return findings;
}

async function resourceFindings(
  rule: ResourceValidationPolicy,
  { type, name, urn, inputs, opts, provider }: StackResource,
  settings: Record<string, any>,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const validate of [rule.validateResource ?? []].flat()) {
    const only = (validate as { __pulumiType?: string }).__pulumiType;
    if (only !== undefined && only !== type) {
      continue;
    }
    const args: any = {
      type,
      name,
      urn,
      opts,
      props: seen(inputs),
      stackTags: new Map(),
      getConfig: () => settings,
      ...(provider && { provider: { type: "pulumi:providers:aws", props: seen(provider) } }),
    };
    await validate(args, message => void findings.push({ rule: rule.name, urn, message }));
  }
  return findings;
}

async function stackFindings(
  rule: StackValidationPolicy,
  resources: readonly PolicyResource[],
  settings: Record<string, any>,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const args: any = { resources, stackTags: new Map(), getConfig: () => settings };
  await rule.validateStack(args, (message, urn) => {
    findings.push({ rule: rule.name, urn, message });
  });
  return findings;
}

/** Resources as stack rules see them, linked to each other. */
function shownStack(stack: readonly StackResource[]): PolicyResource[] {
  const shown = new Map<string, any>(
    stack.map(({ type, name, urn, outputs, opts, provider }) => [
      urn,
      {
        type,
        name,
        urn,
        opts,
        props: seen(outputs),
        ...(provider && { provider: { type: "pulumi:providers:aws", props: seen(provider) } }),
      },
    ]),
  );
  const found = (urns: readonly string[]) => urns.flatMap(urn => shown.get(urn) ?? []);
  for (const { urn, parent, dependencies, propertyDependencies } of stack) {
    Object.assign(shown.get(urn), {
      parent: parent && shown.get(parent),
      dependencies: found(dependencies),
      // The engine leaves out properties without dependencies.
      propertyDependencies: Object.fromEntries(
        Object.entries(propertyDependencies)
          .filter(([, urns]) => urns.length > 0)
          .map(([key, urns]) => [key, found(urns)]),
      ),
    });
  }
  return [...shown.values()];
}

function seen(props: Record<string, any>): any {
  return (proxy as any).unknownCheckingProxy(props);
}

/** A resource of an exported state. */
interface StateResource {
  urn: string;
  type: string;
  inputs?: Record<string, any>;
  outputs?: Record<string, any>;
  parent?: string;
  protect?: boolean;
  provider?: string;
  ignoreChanges?: string[];
  dependencies?: string[];
  propertyDependencies?: Record<string, string[] | null>;
}

/** The resources of an exported state, with secrets in the clear as rules see them. */
export function resourcesOf(exported: {
  deployment: { resources?: StateResource[] };
}): StackResource[] {
  const { resources = [] } = exported.deployment;
  const providers = new Map(
    resources
      .filter(({ type }) => type.startsWith("pulumi:providers:"))
      .map(({ urn, inputs }) => [urn, propertiesOf(inputs)]),
  );
  return resources
    .filter(({ type }) => !type.startsWith("pulumi:"))
    .map(resource => ({
      type: resource.type,
      name: resource.urn.split("::").slice(3).join("::"),
      urn: resource.urn,
      inputs: propertiesOf(resource.inputs),
      outputs: propertiesOf(resource.outputs),
      opts: { protect: resource.protect ?? false, ignoreChanges: resource.ignoreChanges ?? [] },
      parent: resource.parent,
      dependencies: resource.dependencies ?? [],
      propertyDependencies: Object.fromEntries(
        Object.entries(resource.propertyDependencies ?? {}).map(([key, urns]) => [key, urns ?? []]),
      ),
      provider: providers.get(resource.provider?.split("::").slice(0, 4).join("::") ?? ""),
    }));
}

function propertiesOf(properties: Record<string, any> = {}): Record<string, any> {
  return plain(properties) as Record<string, any>;
}
