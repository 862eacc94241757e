import type { BudgetArgs } from "@pulumi/aws/budgets";

import { resource } from "../../example";

const BUDGET = "aws:budgets/budget:Budget";
const budget = { budgetType: "COST", limitAmount: "300", limitUnit: "USD", timeUnit: "MONTHLY" };

export const bad = [resource<BudgetArgs>(BUDGET, "monthly", budget)];

export const good = [
  resource<BudgetArgs>(BUDGET, "monthly", {
    ...budget,
    notifications: [
      {
        notificationType: "FORECASTED",
        comparisonOperator: "GREATER_THAN",
        threshold: 100,
        thresholdType: "PERCENTAGE",
        subscriberSnsTopicArns: ["arn:aws:sns:us-east-1:123456789012:costs"],
      },
    ],
  }),
];
