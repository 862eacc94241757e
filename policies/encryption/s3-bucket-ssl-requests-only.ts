import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";

import { bucketsOf, settingsOf } from "../buckets";
import { fsbp } from "../framework";
import { deniesPlainText } from "../iam/plain-text";
import { statementsOf } from "../iam/statements";
import { eachKnown, peek } from "../known";

export const s3BucketSslRequestsOnly: StackValidationPolicy = {
  name: "s3-bucket-ssl-requests-only",
  description: "Each S3 bucket refuses requests without TLS.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["encryption"],
  framework: fsbp("S3.5", "S3 general purpose buckets should require requests to use TLS"),
  remediationSteps:
    "Add a BucketPolicy that denies s3:* to everyone on the bucket and its objects when aws:SecureTransport is false.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-5",
  validateStack: ({ resources }, report) => {
    eachKnown(bucketsOf(resources), bucket => {
      const policies = settingsOf(bucket, ["aws:s3/bucketPolicy:BucketPolicy"], resources);
      const documents = [bucket, ...policies].map(({ props }) => props.policy as unknown);
      const statements = documents.flatMap(document => statementsOf(() => document));
      const denied = statements
        .filter(statement => deniesPlainText(statement, ["*", "s3:*"]))
        .flatMap(({ resources: arns }) => arns);
      if (!coversBucket(denied, bucket)) {
        report(
          "The bucket takes requests without TLS: deny s3:* on it and its objects when aws:SecureTransport is false.",
          bucket.urn,
        );
      }
    });
  },
};

/** Both the bucket and its objects, by the bucket's name where that is known. */
function coversBucket(arns: readonly string[], { props }: PolicyResource): boolean {
  const name = peek(() => props.bucket as unknown);
  const isBucket = (arn: string) =>
    typeof name === "string" ? arn.endsWith(`:::${name}`) : /:::[^/*]+$/.test(arn);
  return arns.includes("*") || arns.some(arn => isBucket(arn) && arns.includes(`${arn}/*`));
}
