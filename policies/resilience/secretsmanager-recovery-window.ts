import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fixOn, onTypes } from "../resource";
import { PROD_ONLY } from "../tags";

interface Secret {
  recoveryWindowInDays?: number;
}

const TYPES = ["aws:secretsmanager/secret:Secret"];

/** What AWS waits when it is left out, in days. */
const DEFAULT = 30;

export const secretsmanagerRecoveryWindow: ResourceValidationPolicy = {
  name: "secretsmanager-recovery-window",
  description: "A deleted secret can be brought back for some days.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["resilience", PROD_ONLY],
  remediationSteps: "Leave recoveryWindowInDays out, which means 30, or set it to 7 or more.",
  url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_delete-secret.html",
  configSchema: {
    properties: {
      days: {
        description: "Days in which a deletion can be taken back at least.",
        type: "integer",
        minimum: 7,
        maximum: 30,
        default: 7,
      },
    },
  },
  validateResource: onTypes<Secret>(TYPES, ({ recoveryWindowInDays = DEFAULT }, report, args) => {
    const { days } = args.getConfig<{ days: number }>();
    if (recoveryWindowInDays < days) {
      report(
        `A deletion is final after ${recoveryWindowInDays} days: set recoveryWindowInDays to at least ${days}.`,
      );
    }
  }),
  remediateResource: fixOn<Secret>(TYPES, ({ recoveryWindowInDays = DEFAULT }, args) => {
    const { days } = args.getConfig<{ days: number }>();
    return recoveryWindowInDays < days ? { recoveryWindowInDays: days } : undefined;
  }),
};
