import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { fixOn, onTypes } from "../resource";
import { PROD_ONLY } from "../tags";

interface Table {
  pointInTimeRecovery?: { enabled: boolean };
}

const TYPES = ["aws:dynamodb/table:Table"];

/** Left out, it is off. */
export const dynamodbPointInTimeRecovery: ResourceValidationPolicy = {
  name: "dynamodb-point-in-time-recovery",
  description: "DynamoDB tables can go back to any moment of the last days.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["resilience", PROD_ONLY],
  framework: fsbp("DynamoDB.2", "DynamoDB tables should have point-in-time recovery enabled"),
  remediationSteps: "Set pointInTimeRecovery.enabled to true.",
  url: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html",
  validateResource: onTypes<Table>(TYPES, ({ pointInTimeRecovery }, report) => {
    if (!pointInTimeRecovery?.enabled) {
      report("What is deleted by mistake is gone: set pointInTimeRecovery.enabled to true.");
    }
  }),
  remediateResource: fixOn<Table>(TYPES, ({ pointInTimeRecovery }) =>
    pointInTimeRecovery?.enabled
      ? undefined
      : { pointInTimeRecovery: { ...pointInTimeRecovery, enabled: true } },
  ),
};
