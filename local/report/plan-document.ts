import type { EngineEvent, StepEventMetadata } from "@pulumi/pulumi/automation/events";

import { Target } from "../stack/target";

/** How the engine writes a value that it does not know yet. */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** One planned or made resource. */
export interface PlannedResource {
  urn: string;
  type: string;
  name: string;
  /** URN of the parent; empty for the stack itself. */
  parent: string;
  /** Whether a provider makes it; components are not custom. */
  custom: boolean;
  /** Inputs as planned; unknown values are null. */
  inputs: unknown;
  /** Paths of the unknown values in the inputs, as `a.b[0]`. */
  unknown: string[];
}

/** One violation of a policy. */
export interface Violation {
  pack: string;
  policy: string;
  level: "mandatory" | "advisory";
  urn: string;
  message: string;
}

/** What `--json` writes. */
export interface PlanDocument {
  stack: string;
  system: string;
  resources: PlannedResource[];
  policies: Violation[];
  /** Number of resources by what happens to them: `create`, `update`, `replace`, `delete`, `same`. */
  summary: Record<string, number>;
}

/** Steps of a replacement that stand beside the `create-replacement` which carries the inputs. */
const HALF_STEPS = new Set(["replace", "delete-replaced", "discard-replaced", "read-discard"]);

/** What an operation planned or did, from the engine's own events. */
export function planDocument(
  { system, stack }: Target,
  events: readonly EngineEvent[],
): PlanDocument {
  const summary = events.flatMap(e => e.summaryEvent ?? []).at(-1)?.resourceChanges ?? {};
  return {
    stack,
    system,
    resources: events.flatMap(e =>
      e.resourcePreEvent ? plannedResource(e.resourcePreEvent.metadata) : [],
    ),
    policies: violations(events),
    summary,
  };
}

/** The policy violations among events, each once. */
export function violations(events: readonly EngineEvent[]): Violation[] {
  const found = events.flatMap(({ policyEvent }) =>
    policyEvent === undefined
      ? []
      : [
          {
            pack: policyEvent.policyPackName,
            policy: policyEvent.policyName,
            level: policyEvent.enforcementLevel === "mandatory" ? "mandatory" : "advisory",
            urn: policyEvent.resourceUrn ?? "",
            message: plainText(policyEvent.message),
          } satisfies Violation,
        ],
  );
  return [...new Map(found.map(v => [JSON.stringify(v), v])).values()];
}

/** Without the engine's colour marks. */
export function plainText(message: string): string {
  return message.replace(/<\{%[^%]*%\}>/g, "").trim();
}

function plannedResource(step: StepEventMetadata): PlannedResource[] {
  const state = step.new;
  // The engine makes a resource of each provider too; people count what the program made.
  const isProvider = step.type.startsWith("pulumi:providers:");
  if (state === undefined || isProvider || HALF_STEPS.has(step.op)) {
    return [];
  }
  const unknown: string[] = [];
  return [
    {
      urn: step.urn,
      type: step.type,
      name: step.urn.split("::").slice(3).join("::"),
      parent: state.parent,
      custom: state.custom ?? false,
      inputs: withoutUnknowns(state.inputs, "", unknown),
      unknown,
    },
  ];
}

function withoutUnknowns(value: unknown, path: string, unknown: string[]): unknown {
  if (value === UNKNOWN) {
    unknown.push(path);
    return null;
  }
  if (Array.isArray(value)) {
    return value.map((item, i) => withoutUnknowns(item, `${path}[${i}]`, unknown));
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        withoutUnknowns(item, path === "" ? key : `${path}.${key}`, unknown),
      ]),
    );
  }
  return value;
}
