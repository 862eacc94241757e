import type {
  ReportViolation,
  ResourceRemediation,
  ResourceValidation,
  ResourceValidationArgs,
} from "@pulumi/policy";

/** What a rule looks for in the properties of one resource. */
export type Check<Props> = (
  props: Props,
  report: ReportViolation,
  args: ResourceValidationArgs,
) => void;

/**
 * Runs a check on resources of some types and leaves all others alone. Types are matched by token
 * (`aws:rds/instance:Instance`), so that no pack has to load a cloud's SDK.
 */
export function onTypes<Props extends object>(
  types: readonly string[],
  check: Check<Props>,
): ResourceValidation {
  const validate: ResourceValidation = (args, report) => {
    if (types.includes(args.type)) {
      check(args.props as Props, report, args);
    }
  };
  return Object.assign(validate, { types });
}

/** The types that a validation made by {@link onTypes} is for; undefined when it is for all. */
export function typesOf(validation: ResourceValidation): readonly string[] | undefined {
  return (validation as { types?: readonly string[] }).types;
}

/** Inputs to set on a resource so that a rule has nothing to say of it; nothing when it is good. */
export type Fix<Props> = (
  props: Props,
  args: Parameters<ResourceRemediation>[0],
) => Partial<Props> | undefined;

/**
 * Mends resources of some types, for a stack that sets the rule's level to `remediate`. Only for inputs
 * that AWS changes in place: a rule does not see what is there already, and a fix that replaces a live
 * database loses it.
 *
 * A list among the inputs is copied before `map` or `filter`, `[...list].map(…)`: with the two proxies that the
 * engine wraps a remedy's inputs in, the list's own throw.
 */
export function fixOn<Props extends object>(
  types: readonly string[],
  fix: Fix<Props>,
): ResourceRemediation {
  return args => {
    const change = types.includes(args.type) ? fix(args.props as Props, args) : undefined;
    return change && Object.assign(args.props, change);
  };
}

/** A message about one finding: the id in front lets an exemption excuse this finding alone. */
export function finding(id: string, message: string): string {
  return `[${id}] ${message}`;
}
