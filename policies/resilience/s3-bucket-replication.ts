import type { StackValidationPolicy } from "@pulumi/policy";

import { bucketsOf, settingsOf } from "../buckets";
import { eachKnown } from "../known";
import { logTargets, namesBucket } from "../log-buckets";

const REPLICATION = ["aws:s3/bucketReplicationConfig:BucketReplicationConfig"];

/** Off until a stack gives it a level: it costs each object twice. A target of one needs no other. */
export const s3BucketReplication: StackValidationPolicy = {
  name: "s3-bucket-replication",
  description: "Each S3 bucket but those for logs is copied to a bucket elsewhere.",
  enforcementLevel: "disabled",
  severity: "low",
  tags: ["resilience"],
  remediationSteps:
    "Add a BucketReplicationConfig with an Enabled rule to a bucket in another region.",
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html",
  validateStack: ({ resources }, report) => {
    const takesLogs = logTargets(resources);
    const settings = resources.filter(({ type }) => REPLICATION.includes(type));
    eachKnown(bucketsOf(resources), bucket => {
      const isTarget = settings.some(setting => namesBucket(setting, "rules", bucket));
      const isCopied = settingsOf(bucket, REPLICATION, settings).some(({ props }) =>
        (props.rules as readonly { status: string }[]).some(({ status }) => status === "Enabled"),
      );
      if (!takesLogs(bucket) && !isTarget && !isCopied) {
        report(
          "The bucket is nowhere else: add a BucketReplicationConfig with an Enabled rule.",
          bucket.urn,
        );
      }
    });
  },
};
