import type { StackValidationPolicy } from "@pulumi/policy";

import { bucketsOf, settingsOf } from "../buckets";
import { fsbp } from "../framework";
import { eachKnown } from "../known";
import { mentions } from "../mentions";
import { refersTo } from "../references";

const LOGGING_TYPES = [
  "aws:s3/bucketLogging:BucketLogging",
  "aws:s3/bucketLoggingV2:BucketLoggingV2",
];

/** What else writes its logs to a bucket, with the input that names it. */
const WRITERS: Readonly<Record<string, string>> = {
  "aws:lb/loadBalancer:LoadBalancer": "accessLogs",
  "aws:alb/loadBalancer:LoadBalancer": "accessLogs",
  "aws:cloudfront/distribution:Distribution": "loggingConfig",
  "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination":
    "deliveryDestinationConfiguration",
};

/** A bucket that holds logs needs none of its own. Off: S3 charges each log, and CloudTrail tells as much. */
export const s3BucketLoggingEnabled: StackValidationPolicy = {
  name: "s3-bucket-logging-enabled",
  description: "Each bucket of data logs its requests to another bucket.",
  enforcementLevel: "disabled",
  severity: "low",
  tags: ["logging"],
  framework: fsbp("S3.9", "S3 general purpose buckets should have server access logging enabled"),
  remediationSteps: "Add a BucketLogging with a targetBucket that is not the bucket itself.",
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html",
  validateStack: ({ resources }, report) => {
    const logging = resources.filter(({ type }) => LOGGING_TYPES.includes(type));
    const writers = resources.filter(({ type }) => type in WRITERS);
    eachKnown(bucketsOf(resources), bucket => {
      const own = settingsOf(bucket, LOGGING_TYPES, logging);
      const inCircles = own.filter(setting => refersTo(setting, "targetBucket", bucket));
      const holdsLogs =
        logging.some(setting => refersTo(setting, "targetBucket", bucket)) ||
        writers.some(writer => mentions(writer, WRITERS[writer.type], bucket));
      if (inCircles.length > 0) {
        report(
          "The bucket logs to itself, and logs that: set targetBucket to another.",
          inCircles[0].urn,
        );
      } else if (own.length === 0 && !holdsLogs) {
        report("Requests are not logged: add a BucketLogging.", bucket.urn);
      }
    });
  },
};
