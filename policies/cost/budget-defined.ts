import type { StackValidationPolicy } from "@pulumi/policy";

import { peek, UNKNOWN } from "../known";

/** Off until a stack asks for it: one budget for the whole account is often kept elsewhere. */
export const budgetDefined: StackValidationPolicy = {
  name: "budget-defined",
  description: "Somebody is told when a stack costs more than was planned.",
  enforcementLevel: "disabled",
  severity: "medium",
  tags: ["cost"],
  remediationSteps: "Add a Budget with notifications that reach an address or an SNS topic.",
  url: "https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-managing-costs.html",
  validateStack: ({ resources }, report) => {
    const budgets = resources.filter(({ type }) => type === "aws:budgets/budget:Budget");
    if (budgets.length === 0) {
      report("The stack has no budget: add a Budget with notifications.");
    }
    for (const { props, urn } of budgets) {
      const notifications = peek(() => (props.notifications ?? []) as object[]);
      if (notifications !== UNKNOWN && notifications.length === 0) {
        report("The budget tells nobody: set notifications.", urn);
      }
    }
  },
};
