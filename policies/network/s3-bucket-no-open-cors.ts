import type { ResourceValidationPolicy } from "@pulumi/policy";

import { BUCKET_TYPES } from "../buckets";
import { eachKnown } from "../known";
import { finding, onTypes } from "../resource";

interface Cors {
  corsRules?: readonly { allowedOrigins: readonly string[] }[];
}

export const s3BucketNoOpenCors: ResourceValidationPolicy = {
  name: "s3-bucket-no-open-cors",
  description: "S3 buckets answer scripts of named sites only.",
  enforcementLevel: "advisory",
  severity: "low",
  tags: ["network"],
  remediationSteps: "Name the sites, with their scheme, under allowedOrigins.",
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html",
  validateResource: onTypes<Cors>(
    [
      ...BUCKET_TYPES,
      "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration",
      "aws:s3/bucketCorsConfigurationV2:BucketCorsConfigurationV2",
    ],
    ({ corsRules = [] }, report) => {
      eachKnown(corsRules, ({ allowedOrigins }, rule) => {
        eachKnown(allowedOrigins, (origin, index) => {
          if (/^(https?:\/\/)?\*$/.test(origin)) {
            const path = `corsRules[${rule}].allowedOrigins[${index}]`;
            report(finding(`Origin::${path}`, `${path} is every site: name the sites.`));
          }
        });
      });
    },
  ),
};
