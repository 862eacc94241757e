import type { PlanArgs } from "@pulumi/aws/backup";

import { resource } from "../../example";

const rule = { ruleName: "weekly", targetVaultName: "shop", schedule: "cron(0 5 ? * SUN *)" };

export const bad = [
  resource<PlanArgs>("aws:backup/plan:Plan", "weekly", {
    rules: [{ ...rule, lifecycle: { deleteAfter: 7 } }],
  }),
];

export const good = [
  resource<PlanArgs>("aws:backup/plan:Plan", "weekly", {
    rules: [
      {
        ...rule,
        lifecycle: { deleteAfter: 30 },
        copyActions: [
          {
            destinationVaultArn: "arn:aws:backup:us-west-2:123456789012:backup-vault:shop",
            lifecycle: { deleteAfter: 30 },
          },
        ],
      },
    ],
  }),
];
