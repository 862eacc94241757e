import { Scope } from "../plan/scope";
import { BucketStatement } from "./private-bucket";

/**
 * Lets the account's CloudFront distributions read a bucket. The id of the one distribution is made by
 * AWS, and a policy that names it would be unknown in every preview and could not be written before
 * the distribution that needs it. Without the right to list, S3 answers 403 for what is not there.
 */
export function readableByCloudFront(scope: Scope, bucketName: string): BucketStatement[] {
  const reader = {
    service: "cloudfront.amazonaws.com",
    conditions: { ArnLike: { "aws:SourceArn": scope.globalArn("cloudfront", "distribution/*") } },
  };
  return [
    {
      ...reader,
      sid: "CloudFrontReads",
      actions: ["s3:GetObject"],
      resources: [scope.s3Arn(`${bucketName}/*`)],
    },
    {
      ...reader,
      sid: "CloudFrontFinds",
      actions: ["s3:ListBucket"],
      resources: [scope.s3Arn(bucketName)],
    },
  ];
}
