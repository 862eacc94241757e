import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { fixOn, onTypes } from "../resource";
import { PROD_ONLY } from "../tags";

interface Table {
  /** A block of a table, a boolean of its copy in another region. */
  pointInTimeRecovery?: { enabled: boolean } | boolean;
}

const REPLICA = "aws:dynamodb/tableReplica:TableReplica";
const TYPES = ["aws:dynamodb/table:Table", REPLICA];

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
  validateResource: onTypes<Table>(TYPES, (table, report, { type }) => {
    if (!recovers(table)) {
      const property = type === REPLICA ? "pointInTimeRecovery" : "pointInTimeRecovery.enabled";
      report(`What is deleted by mistake is gone: set ${property} to true.`);
    }
  }),
  remediateResource: fixOn<Table>(TYPES, (table, { type }) =>
    recovers(table) ? undefined : { pointInTimeRecovery: recovering(table, type) },
  ),
};

function recovers({ pointInTimeRecovery: recovery }: Table): boolean {
  return typeof recovery === "object" ? Boolean(recovery?.enabled) : Boolean(recovery);
}

function recovering({ pointInTimeRecovery: recovery }: Table, type: string) {
  return type === REPLICA || { ...(typeof recovery === "object" && recovery), enabled: true };
}
