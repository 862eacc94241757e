import { propertiesFor } from "../outputs";
import { autoName, isAutoName, prefixOf } from "../outputs/auto-name";
import { hex } from "../outputs/identity";
import { Registry } from "../registry";
import { entryOf } from "../types";
import { InvalidInput, NameRule, Problem, TypeEntry } from "../types/type-entry";
import { Values, asText, asValues, withoutNulls } from "../values";

/** A resource as the engine asks to check it. */
export interface CheckRequest {
  type: string;
  name: string;
  urn: string;
  /** Inputs that the resource has; none when it is new or being replaced. */
  olds: Values;
  news: Values;
  /** The provider's default tags. */
  defaultTags: Values;
  projectDir: string;
  others: Registry;
}

/** The inputs as the provider completes them, and what is wrong with them. */
export interface CheckResult {
  inputs: Values;
  problems: Problem[];
}

/** Completes inputs with what the provider fills in, and applies AWS's rules for them. */
export function check(request: CheckRequest): CheckResult {
  const { type, news } = request;
  const entry = entryOf(type, news);
  const given = withoutNulls(news);
  const { inputs: allowed, outputs, required } = propertiesFor(type, entry);
  const strange = Object.keys(given)
    .filter(key => !allowed.includes(key))
    .map(property => ({ property, reason: `${type} has no input "${property}"` }));
  const absent = required
    .filter(key => given[key] === undefined)
    .map(property => ({ property, reason: "it is required" }));
  const tagged = outputs.includes("tagsAll") ? withDefaultTags(given, request.defaultTags) : given;
  try {
    const named = withName(entry, tagged, request);
    const inputs = entry.prepare?.(named, request.projectDir) ?? named;
    const broken = (entry.checks ?? []).flatMap(rule => rule(inputs));
    return { inputs, problems: [...strange, ...absent, ...broken, ...tagProblems(inputs)] };
  } catch (error) {
    if (error instanceof InvalidInput) {
      return { inputs: given, problems: [{ property: error.property, reason: error.message }] };
    }
    throw error;
  }
}

/** As the AWS provider does, so that policies see the tags that a resource will have. */
function withDefaultTags(inputs: Values, defaultTags: Values): Values {
  const tags = { ...defaultTags, ...asValues(inputs.tags) };
  const known = typeof inputs.tags !== "string";
  return known && Object.keys(tags).length > 0 ? { ...inputs, tags } : inputs;
}

/** Makes up the name that the program leaves to the provider, and keeps it while the resource lives. */
function withName(entry: TypeEntry, inputs: Values, request: CheckRequest): Values {
  const rule = entry.name;
  if (rule === undefined || asText(inputs[rule.property]) !== "") {
    return inputs;
  }
  const old = request.olds[rule.property];
  const prefix = prefixOf(rule, inputs);
  const kept = prefix === "" ? isAutoName(rule, request.name, old) : asText(old).startsWith(prefix);
  return {
    ...inputs,
    [rule.property]: kept && asText(old) !== "" ? old : freeName(rule, prefix, request),
  };
}

/** The first made-up name that nothing of the stack has: a replacement lives beside what it replaces. */
function freeName(
  rule: NameRule,
  prefix: string,
  { type, name, urn, others }: CheckRequest,
): string {
  for (let count = 0; ; count++) {
    const made =
      prefix === "" ? autoName(rule, name, urn, count) : `${prefix}${hex(`${urn}:${count}`, 7)}`;
    if (!others.all(type).some(({ outputs }) => outputs[rule.property] === made)) {
      return made;
    }
  }
}

/** AWS's limits for tags. */
function tagProblems({ tags }: Values): Problem[] {
  const entries = Object.entries(asValues(tags));
  return [
    ...(entries.length > 50
      ? [{ property: "tags", reason: `${entries.length} tags; AWS takes 50` }]
      : []),
    ...entries
      .filter(([key, value]) => key.length > 128 || asText(value).length > 256)
      .map(([key]) => ({
        property: "tags",
        reason: `the tag "${key}" is longer than 128 characters, or its value than 256`,
      })),
    ...entries
      .filter(([key]) => /^aws:/i.test(key))
      .map(([key]) => ({ property: "tags", reason: `the tag "${key}" begins with aws:` })),
  ];
}
