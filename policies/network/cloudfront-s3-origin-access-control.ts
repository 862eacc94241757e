import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { eachKnown, isSet } from "../known";
import { finding, onTypes } from "../resource";

interface Distribution {
  origins?: readonly { domainName: string }[];
}

const BUCKET = /\.s3[.-][^/]*amazonaws\.com(\.cn)?$/;
/** A bucket as a web site, which answers anyone and cannot be signed for. */
const WEBSITE = /\.s3-website[.-]/;

export const cloudfrontS3OriginAccessControl: ResourceValidationPolicy = {
  name: "cloudfront-s3-origin-access-control",
  description: "CloudFront reads S3 buckets in its own name, so that nobody else has to.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["network"],
  framework: fsbp("CloudFront.13", "CloudFront distributions should use origin access control"),
  remediationSteps:
    "Set originAccessControlId on the origin, with the bucket's regional domain name, and let the distribution's ARN in by the bucket's policy.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-13",
  validateResource: onTypes<Distribution>(
    ["aws:cloudfront/distribution:Distribution"],
    ({ origins = [] }, report) => {
      eachKnown(origins, (origin, index) => {
        const path = `origins[${index}]`;
        const hasControl = isSet(origin, "originAccessControlId");
        // The domain last: it is not known yet when the bucket is new.
        if (!hasControl && BUCKET.test(origin.domainName) && !WEBSITE.test(origin.domainName)) {
          const problem = `The bucket has to be public: set ${path}.originAccessControlId.`;
          report(finding(`Origin::${path}`, problem));
        } else if (WEBSITE.test(origin.domainName)) {
          const problem = `${path}.domainName is a public web site of S3: name the bucket's regional domain.`;
          report(finding(`Origin::${path}`, problem));
        }
      });
    },
  ),
};
