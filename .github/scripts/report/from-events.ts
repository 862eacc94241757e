import type {
  EngineEvent,
  StepEventMetadata,
  StepEventStateMetadata,
} from "@pulumi/pulumi/automation/events";

import { costOf } from "./cost";
import { Change, nameOf, Plan, Resource, Violation } from "./plan";

/** How the engine writes a value that it does not know yet. */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Steps that change something, as people call them; the other steps of a replacement stand beside `replace`. */
const OPS: Readonly<Record<string, Change["op"]>> = {
  create: "create",
  update: "update",
  replace: "replace",
  delete: "delete",
};

/** A plan from the event log of `pulumi preview --event-log`: one event a line. */
export function planFromEvents(log: string): Plan {
  const events = log
    .split("\n")
    .filter(line => line.trim() !== "")
    .map(line => JSON.parse(line) as EngineEvent);
  const steps = events
    .flatMap(({ resourcePreEvent }) => resourcePreEvent?.metadata ?? [])
    .filter(isOfAws);
  return {
    changes: steps.flatMap(changeOf),
    violations: unique(events.flatMap(violationOf)),
    cost: costOf(
      steps.flatMap(({ op, old }) => (BEFORE.has(op) ? resourceOf(old) : [])),
      steps.flatMap(step => (AFTER.has(step.op) ? resourceOf(step.new) : [])),
    ),
    errors: errorsOf(events),
  };
}

/** Steps that tell once what was there, and once what will be. */
const BEFORE = new Set(["same", "update", "replace", "delete"]);
const AFTER = new Set(["same", "update", "create-replacement", "create"]);

/** Whether a step is of a resource that a provider makes; people do not count components and providers. */
function isOfAws({ type, old, new: next }: StepEventMetadata): boolean {
  return (next ?? old)?.custom === true && !type.startsWith("pulumi:");
}

function changeOf({ op, urn, type, diffs, detailedDiff }: StepEventMetadata): Change[] {
  const known = OPS[op] as Change["op"] | undefined;
  const paths = detailedDiff ? Object.keys(detailedDiff) : (diffs ?? []);
  const properties = known === "update" || known === "replace" ? paths.map(topLevel) : [];
  return known === undefined
    ? []
    : [{ op: known, type, name: nameOf(urn), properties: unique(properties) }];
}

function topLevel(path: string): string {
  return path.split(/[.[]/)[0];
}

/** A log has null where there is no such state. */
function resourceOf(state: StepEventStateMetadata | null | undefined): Resource[] {
  if (!state) {
    return [];
  }
  const { urn, type, parent, inputs } = state;
  return [{ urn, type, parent, inputs: withoutUnknowns(inputs) as Resource["inputs"] }];
}

function withoutUnknowns(value: unknown): unknown {
  if (value === UNKNOWN) {
    return null;
  }
  if (Array.isArray(value)) {
    return value.map(withoutUnknowns);
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, withoutUnknowns(item)]),
    );
  }
  return value;
}

function violationOf({ policyEvent }: EngineEvent): Violation[] {
  if (policyEvent === undefined) {
    return [];
  }
  const { enforcementLevel, policyName, resourceUrn = "", message } = policyEvent;
  return [
    {
      level: enforcementLevel,
      policy: policyName,
      resource: nameOf(resourceUrn),
      message: plainText(message),
    },
  ];
}

/** Errors of the engine and the program; a violation is told as such. */
function errorsOf(events: readonly EngineEvent[]): string[] {
  const told = events.flatMap(({ diagnosticEvent }) =>
    diagnosticEvent?.severity === "error" ? [plainText(diagnosticEvent.message)] : [],
  );
  const finished = events.some(({ summaryEvent }) => summaryEvent !== undefined);
  return finished || told.length > 0
    ? unique(told)
    : ["the engine ended before the plan was whole"];
}

/** Without the engine's colour marks. */
function plainText(message: string): string {
  return message.replace(/<\{%[^%]*%\}>/g, "").trim();
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Map(items.map(item => [JSON.stringify(item), item])).values()];
}
