import type { Policies, StackValidationPolicy } from "@pulumi/policy";

import { NEVER_EXEMPT } from "../tags";
import { Exemption, exemptionSchema } from "./exemption";
import { Entry, Ledger } from "./ledger";

/** An exemption with the rule that it is for. */
export interface RuleExemption extends Exemption {
  rule: string;
}

/**
 * Judges the exemptions themselves. Its configuration lists them all, so that one whose rule never
 * met a resource is seen too; those of rules in other packs are left to these.
 */
export function staleExemption(rules: Policies, ledger: Ledger): StackValidationPolicy {
  return {
    name: "stale-exemption",
    description: "Exemptions are in force and needed.",
    enforcementLevel: "mandatory",
    severity: "medium",
    tags: ["exemptions", NEVER_EXEMPT],
    remediationSteps:
      "Remove the exemption, or renew its date after the reason was looked at again.",
    url: "https://www.pulumi.com/docs/insights/policy/",
    configSchema: {
      properties: {
        exemptions: {
          description: "Every exemption of the stack, with its rule.",
          type: "array",
          items: {
            ...exemptionSchema,
            properties: { ...exemptionSchema.properties, rule: { type: "string" } },
            required: ["rule", ...(exemptionSchema.required ?? [])],
          },
          default: [],
        },
      },
    },
    validateStack: (args, report) => {
      const { exemptions } = args.getConfig<{ exemptions: readonly RuleExemption[] }>();
      for (const { rule: name, ...exemption } of exemptions) {
        const rule = rules.find(candidate => candidate.name === name);
        const fault =
          rule &&
          faultOf(ledger.entry(name, exemption), isFixed(rule), ledger.isExpired(exemption));
        if (fault !== undefined) {
          report(`The exemption of ${exemption.resource} from ${name} ${fault}`);
        }
      }
    },
  };
}

function isFixed({ tags }: Policies[number]): boolean {
  return tags?.includes(NEVER_EXEMPT) ?? false;
}

function faultOf(
  { exemption, used, undetermined }: Entry,
  fixed: boolean,
  expired: boolean,
): string | undefined {
  if (fixed) {
    return "has no effect, as nothing is exempt from this rule: remove it.";
  }
  if (expired) {
    return `ended on ${exemption.until}: remove it, or renew it.`;
  }
  return used > 0 || undetermined ? undefined : "excuses nothing: remove it.";
}
