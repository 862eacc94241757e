import type { StackValidationPolicy } from "@pulumi/policy";

import { Forecast, forecast, sumByPart } from "./forecast";

/** How many parts of the cost a message names. */
const NAMED = 3;

/** Says nothing until a stack's settings give `maximum`. */
export const monthlyCostWithinBudget: StackValidationPolicy = {
  name: "monthly-cost-within-budget",
  description: "What a stack costs before anybody uses it is within its budget.",
  enforcementLevel: "advisory",
  severity: "medium",
  tags: ["cost"],
  remediationSteps: "Take less or smaller of the parts that cost most, or raise maximum.",
  url: "https://docs.aws.amazon.com/wellarchitected/latest/cost-optimization-pillar/welcome.html",
  configSchema: {
    properties: {
      maximum: {
        description: "US dollars a month, at us-east-1's list prices; no limit when 0.",
        type: "number",
        default: 0,
      },
    },
  },
  validateStack: (args, report) => {
    const { maximum } = args.getConfig<{ maximum: number }>();
    if (maximum > 0) {
      const message = overspent(forecast(args.resources), maximum);
      if (message !== undefined) {
        report(message);
      }
    }
  },
};

function overspent(cost: Forecast, maximum: number): string | undefined {
  const parts = sumByPart(cost);
  const total = parts.reduce((sum, [, usd]) => sum + usd, 0);
  const largest = parts.slice(0, NAMED).map(([part, usd]) => `${part} ${Math.round(usd)}`);
  const left = cost.unpriced.length > 0 ? `, without ${cost.unpriced.join(", ")}` : "";
  return total > maximum
    ? `The stack costs at least ${Math.round(total)} USD a month${left}, of which ${maximum} are planned: begin with ${largest.join(", ")}.`
    : undefined;
}
