import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { fixOn, onTypes } from "../resource";
import { PROD_ONLY } from "../tags";

interface Table {
  deletionProtectionEnabled?: boolean;
}

const TYPES = ["aws:dynamodb/table:Table", "aws:dynamodb/tableReplica:TableReplica"];

/** Left out, it is off. */
export const dynamodbDeletionProtection: ResourceValidationPolicy = {
  name: "dynamodb-deletion-protection",
  description: "DynamoDB tables cannot be deleted by one call.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["resilience", PROD_ONLY],
  framework: fsbp("DynamoDB.6", "DynamoDB tables should have deletion protection enabled"),
  remediationSteps: "Set deletionProtectionEnabled to true.",
  url: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html",
  validateResource: onTypes<Table>(TYPES, ({ deletionProtectionEnabled }, report) => {
    if (!deletionProtectionEnabled) {
      report("The table can be deleted by one call: set deletionProtectionEnabled to true.");
    }
  }),
  remediateResource: fixOn<Table>(TYPES, ({ deletionProtectionEnabled }) =>
    deletionProtectionEnabled ? undefined : { deletionProtectionEnabled: true },
  ),
};
