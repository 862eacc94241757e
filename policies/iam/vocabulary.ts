import { actions, globalKeys } from "./actions-by-service.json";
import type { Statement } from "./document";
import { glob, hasWildcard, isWildcard } from "./glob";

/** A word of a statement that IAM does not know: an id for exemptions, and the rest of the sentence. */
export interface UnknownWord {
  id: string;
  problem: string;
}

/**
 * IAM's condition operators, "IAM JSON policy elements: Condition operators". IfExists goes with all but
 * Null; ForAnyValue: and ForAllValues: go with all.
 */
const OPERATORS = new Set(
  `arnequals arnlike arnnotequals arnnotlike binaryequals bool dateequals dategreaterthan
   dategreaterthanequals datelessthan datelessthanequals datenotequals ipaddress notipaddress null
   numericequals numericgreaterthan numericgreaterthanequals numericlessthan numericlessthanequals
   numericnotequals stringequals stringequalsignorecase stringlike stringnotequals
   stringnotequalsignorecase stringnotlike`.split(/\s+/),
);

/** Keys of every service's requests; one that ends in `/` goes on with a tag's name. */
const GLOBAL_KEYS = globalKeys.split(" ");

/** Actions, condition operators and condition keys of a statement that do not exist. */
export function unknownWords(statement: Statement): UnknownWord[] {
  const { conditions } = statement;
  return [
    ...[...statement.actions, ...statement.notActions].flatMap(judgeAction),
    ...[...statement.resources, ...statement.notResources].flatMap(judgeResource),
    ...unique(conditions.map(({ operator }) => operator)).flatMap(judgeOperator),
    ...unique(conditions.map(({ key }) => key)).flatMap(judgeKey),
  ];
}

/** A pattern has to stand for something. Services that the data does not have are not judged. */
function judgeAction(action: string): UnknownWord[] {
  if (isWildcard(action)) {
    return [];
  }
  const id = `Action::${action}`;
  if (!/^[a-z0-9*?-]+:[a-z0-9*?]+$/.test(action)) {
    return [{ id, problem: `has "${action}" for an action: write service:Action.` }];
  }
  const [service, verb] = action.split(":");
  const known = (actions as Record<string, string | undefined>)[service];
  if (known === undefined) {
    return [];
  }
  const exists = hasWildcard(verb)
    ? known.split(" ").some(other => glob(verb, other))
    : ` ${known} `.includes(` ${verb} `);
  return exists
    ? []
    : [
        {
          id,
          problem: `names ${action}, which does not exist: look it up among ${service}'s actions.`,
        },
      ];
}

/** An ARN has six parts; one with a wildcard may have fewer, as the wildcard spans them. */
function judgeResource(resource: string): UnknownWord[] {
  const parts = resource.split(":");
  const isArn = parts[0] === "arn" && (parts.length >= 6 || hasWildcard(resource));
  return isWildcard(resource) || (isArn && resource.trim() === resource)
    ? []
    : [
        {
          id: `Resource::${resource}`,
          problem: `has "${resource}" for a resource: write an ARN, or * for all.`,
        },
      ];
}

function judgeOperator(operator: string): UnknownWord[] {
  const bare = operator.replace(/^for(anyvalue|allvalues):/, "");
  const plain = bare.replace(/ifexists$/, "");
  return OPERATORS.has(plain) && bare !== "nullifexists"
    ? []
    : [
        {
          id: `Operator::${operator}`,
          problem: `has "${operator}" for a condition operator: use one of IAM's, such as StringEquals.`,
        },
      ];
}

/** Of a service's own keys, and those of an identity provider, only the form is known. */
function judgeKey(key: string): UnknownWord[] {
  const exists = key.startsWith("aws:")
    ? GLOBAL_KEYS.some(known =>
        known.endsWith("/") ? key.startsWith(known) && key !== known : key === known,
      )
    : /^[^\s:]+:\S/.test(key);
  return exists
    ? []
    : [
        {
          id: `Key::${key}`,
          problem: `has a condition on "${key}", which does not exist: look it up among the condition keys.`,
        },
      ];
}

function unique(words: readonly string[]): string[] {
  return [...new Set(words)];
}
