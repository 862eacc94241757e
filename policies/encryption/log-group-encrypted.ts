import type { ResourceValidationPolicy } from "@pulumi/policy";

import { giveKey, hasOwnKey, OWN_KEY_SCHEMA } from "../own-key";
import { onTypes } from "../resource";
import { MANDATORY_IN_PROD } from "../tags";

export const logGroupEncrypted: ResourceValidationPolicy = {
  name: "log-group-encrypted",
  description: "Log groups are encrypted with a key of the system's own.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["encryption", MANDATORY_IN_PROD],
  remediationSteps:
    "Set kmsKeyId to the system's KMS key, whose policy lets CloudWatch Logs use it.",
  url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
  configSchema: OWN_KEY_SCHEMA,
  validateResource: onTypes(["aws:cloudwatch/logGroup:LogGroup"], (group, report) => {
    if (!hasOwnKey(group, "kmsKeyId")) {
      report("Logs are not encrypted with a key of the system's own: set kmsKeyId.");
    }
  }),
  remediateResource: giveKey("aws:cloudwatch/logGroup:LogGroup"),
};
