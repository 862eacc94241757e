import type { StackValidationPolicy } from "@pulumi/policy";

import { Ledger } from "./ledger";

/** Keeps what is excused in sight: a line for each exemption in each run. */
export function exemptionInUse(ledger: Ledger): StackValidationPolicy {
  return {
    name: "exemption-in-use",
    description: "Findings are excused for the time being.",
    enforcementLevel: "advisory",
    severity: "low",
    tags: ["exemptions"],
    remediationSteps: "Mend what the exemption excuses, then remove it.",
    url: "https://www.pulumi.com/docs/insights/policy/",
    validateStack: (_, report) => {
      for (const { rule, exemption, used } of ledger.entries) {
        if (used > 0) {
          const end = exemption.until === undefined ? "" : ` until ${exemption.until}`;
          report(`${used} of ${rule} at ${exemption.resource}${end}: ${exemption.reason}`);
        }
      }
    },
  };
}
