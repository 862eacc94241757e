import type { ResourceValidationPolicy } from "@pulumi/policy";

import { onTypes } from "../resource";

interface Table {
  serverSideEncryption?: { enabled?: boolean };
}

/** Left out or false, a table is encrypted with a key of DynamoDB's, whose use leaves no trace. */
export const dynamodbTableEncryptedWithKms: ResourceValidationPolicy = {
  name: "dynamodb-table-encrypted-with-kms",
  description: "DynamoDB tables are encrypted with a KMS key of the account.",
  enforcementLevel: "advisory",
  severity: "low",
  tags: ["encryption"],
  remediationSteps:
    "Set serverSideEncryption.enabled to true, and kmsKeyArn to the system's KMS key.",
  url: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html",
  validateResource: onTypes<Table>(
    ["aws:dynamodb/table:Table"],
    ({ serverSideEncryption }, report) => {
      if (!serverSideEncryption?.enabled) {
        report(
          "The table uses a key that the account cannot see: set serverSideEncryption.enabled to true.",
        );
      }
    },
  ),
};
