import type { ResourceValidationPolicy } from "@pulumi/policy";

import { BUCKET_TYPES } from "../buckets";
import { fsbp } from "../framework";
import { eachKnown, peek } from "../known";
import { finding, onTypes } from "../resource";

interface Acl {
  acl?: string;
  /** Of a bucket. */
  grants?: readonly { uri?: string }[];
  /** Of a BucketAcl. */
  accessControlPolicy?: { grants?: readonly { grantee?: { uri?: string } }[] };
}

const PUBLIC_ACLS = ["public-read", "public-read-write", "authenticated-read"];
/** Everyone, or everyone with some AWS account. */
const PUBLIC_GRANTEE = /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/;

export const s3BucketNoPublicAcl: ResourceValidationPolicy = {
  name: "s3-bucket-no-public-acl",
  description: "No S3 bucket is open to everyone by its ACL.",
  enforcementLevel: "mandatory",
  severity: "critical",
  tags: ["network"],
  framework: fsbp("S3.2", "S3 general purpose buckets should block public read access"),
  remediationSteps: "Leave acl and grants out; give access by policy, or through CloudFront.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-2",
  validateResource: onTypes<Acl>(
    [...BUCKET_TYPES, "aws:s3/bucketAcl:BucketAcl", "aws:s3/bucketAclV2:BucketAclV2"],
    (bucket, report) => {
      const acl = peek(() => bucket.acl);
      if (PUBLIC_ACLS.includes(String(acl))) {
        report(finding("Acl", "acl opens the bucket to everyone: leave it out."));
      }
      eachKnown(bucket.grants ?? [], ({ uri }, index) => {
        if (PUBLIC_GRANTEE.test(uri ?? "")) {
          reportGrant(`grants[${index}]`);
        }
      });
      eachKnown(bucket.accessControlPolicy?.grants ?? [], ({ grantee }, index) => {
        if (PUBLIC_GRANTEE.test(grantee?.uri ?? "")) {
          reportGrant(`accessControlPolicy.grants[${index}]`);
        }
      });
      function reportGrant(path: string): void {
        report(finding(`Grant::${path}`, `${path} opens the bucket to everyone: leave it out.`));
      }
    },
  ),
};
