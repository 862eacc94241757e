import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { isSet } from "../known";
import { fixOn, onTypes } from "../resource";

interface Queue {
  sqsManagedSseEnabled?: boolean;
}

const TYPES = ["aws:sqs/queue:Queue"];

/** Left out, SQS encrypts with keys of its own, so only switching that off leaves messages plain. */
export const sqsQueueEncrypted: ResourceValidationPolicy = {
  name: "sqs-queue-encrypted",
  description: "SQS queues encrypt their messages.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["encryption"],
  framework: fsbp("SQS.1", "Amazon SQS queues should be encrypted at rest"),
  remediationSteps:
    "Set kmsMasterKeyId to the system's KMS key, or leave sqsManagedSseEnabled out.",
  url: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html",
  validateResource: onTypes<Queue>(TYPES, (queue, report) => {
    if (isPlain(queue)) {
      report("Messages are not encrypted: set kmsMasterKeyId, or leave sqsManagedSseEnabled out.");
    }
  }),
  remediateResource: fixOn<Queue>(TYPES, queue =>
    isPlain(queue) ? { sqsManagedSseEnabled: true } : undefined,
  ),
};

function isPlain(queue: Queue): boolean {
  return !isSet(queue, "kmsMasterKeyId") && queue.sqsManagedSseEnabled === false;
}
