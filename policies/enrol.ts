import type {
  Policies,
  PolicyConfigSchema,
  ReportViolation,
  ResourceRemediation,
  ResourceValidation,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";

import { Exemption, exemptionSchema, isFor, subjectOf } from "./exemptions/exemption";
import { exemptionInUse } from "./exemptions/exemption-in-use";
import { Ledger } from "./exemptions/ledger";
import { staleExemption } from "./exemptions/stale-exemption";
import { noteGiven } from "./given";
import { countUnknownReads } from "./known";
import { typesOf } from "./resource";
import { NEVER_EXEMPT } from "./tags";

/**
 * The policies of a pack: its rules, each of which leaves out what its exemptions excuse, and the two
 * that watch over the exemptions.
 *
 * @param now decides which exemptions are over
 */
export function enrol(rules: Policies, now: Date = new Date()): Policies {
  const ledger = new Ledger(now);
  const enrolled = rules.map(rule =>
    rule.tags?.includes(NEVER_EXEMPT)
      ? rule
      : isStackRule(rule)
        ? exemptStack(rule, ledger)
        : exemptResource(rule, ledger),
  );
  return [...enrolled, staleExemption(rules, ledger), exemptionInUse(ledger)];
}

function isStackRule(rule: Policies[number]): rule is StackValidationPolicy {
  return "validateStack" in rule;
}

function exemptResource(rule: ResourceValidationPolicy, ledger: Ledger): ResourceValidationPolicy {
  const { remediateResource } = rule;
  const validations = [rule.validateResource ?? []].flat();
  const types = typesOfAll(validations);
  const judge: ResourceValidation = async (args, report) => {
    const { exemptions = [] } = args.getConfig<Configured>();
    const subject = subjectOf(args.urn);
    const unexcused: ReportViolation = message => {
      if (!ledger.excuse(rule.name, exemptions, subject, message)) {
        report(message);
      }
    };
    await noteUnknowns(
      async () => {
        for (const validate of validations) {
          await validate(args, unexcused);
        }
      },
      () => ledger.undetermined(rule.name, exemptions, subject),
    );
  };
  return {
    ...rule,
    configSchema: withExemptions(rule.configSchema),
    // Hundreds of rules see every resource: those that it is not for must cost next to nothing.
    validateResource: (args, report) => {
      noteGiven(args);
      return types !== undefined && !types.has(args.type) ? undefined : judge(args, report);
    },
    ...(remediateResource && { remediateResource: leaveExempt(remediateResource, ledger) }),
  };
}

/** The types that validations are for together; undefined when one is for all. */
function typesOfAll(validations: readonly ResourceValidation[]): Set<string> | undefined {
  const types = validations.map(typesOf);
  return types.includes(undefined) ? undefined : new Set(types.flatMap(list => list ?? []));
}

/** A resource with an exemption is left as it is, whatever the exemption is for: nobody asked to mend it. */
function leaveExempt(remediate: ResourceRemediation, ledger: Ledger): ResourceRemediation {
  return args => {
    const { exemptions = [] } = args.getConfig<Configured>();
    const subject = subjectOf(args.urn);
    return exemptions.some(exemption => isFor(exemption, subject) && !ledger.isExpired(exemption))
      ? undefined
      : remediate(args);
  };
}

function exemptStack(rule: StackValidationPolicy, ledger: Ledger): StackValidationPolicy {
  return {
    ...rule,
    configSchema: withExemptions(rule.configSchema),
    validateStack: async (args, report) => {
      const { exemptions = [] } = args.getConfig<Configured>();
      const unexcused: ReportViolation = (message, urn) => {
        if (!ledger.excuse(rule.name, exemptions, subjectOf(urn ?? ""), message)) {
          report(message, urn);
        }
      };
      await noteUnknowns(
        async () => rule.validateStack(args, unexcused),
        () => ledger.undetermined(rule.name, exemptions),
      );
    },
  };
}

/** Runs a rule, and `note` when it had to do without a value that is not known yet. */
async function noteUnknowns(run: () => Promise<void>, note: () => void): Promise<void> {
  const before = countUnknownReads();
  let finished = false;
  try {
    await run();
    finished = true;
  } finally {
    if (!finished || countUnknownReads() > before) {
      note();
    }
  }
}

/** What the wrapped rules read of their configuration, besides their own. */
interface Configured {
  exemptions?: readonly Exemption[];
}

function withExemptions(schema: PolicyConfigSchema | undefined): PolicyConfigSchema {
  return {
    ...schema,
    properties: {
      ...schema?.properties,
      exemptions: {
        description: "What this rule lets pass, with reasons.",
        type: "array",
        items: exemptionSchema,
      },
    },
  };
}
