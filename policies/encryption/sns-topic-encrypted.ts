import type { ResourceValidationPolicy } from "@pulumi/policy";

import { isSet } from "../known";
import { hasOwnKey } from "../own-key";
import { onTypes } from "../resource";

interface Topic {
  kmsMasterKeyId?: string;
}

/** CloudWatch alarms cannot publish through AWS's own key, so it does not count. */
export const snsTopicEncrypted: ResourceValidationPolicy = {
  name: "sns-topic-encrypted",
  description: "SNS topics are encrypted with a key of the system's own.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["encryption"],
  remediationSteps:
    "Set kmsMasterKeyId to the system's KMS key, whose policy lets the publishers use it.",
  url: "https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html",
  validateResource: onTypes<Topic>(["aws:sns/topic:Topic"], (topic, report) => {
    if (!isSet(topic, "kmsMasterKeyId")) {
      report("Messages are not encrypted: set kmsMasterKeyId.");
    } else if (!hasOwnKey(topic, "kmsMasterKeyId")) {
      report(
        "Alarms cannot publish through alias/aws/sns: set kmsMasterKeyId to a key of your own.",
      );
    }
  }),
};
