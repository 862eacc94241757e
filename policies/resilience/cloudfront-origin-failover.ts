import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { onTypes } from "../resource";

/** Off until a stack gives it a level: it takes a second origin, in another region for instance. */
export const cloudfrontOriginFailover: ResourceValidationPolicy = {
  name: "cloudfront-origin-failover",
  description: "Distributions turn to a second origin when the first one fails.",
  enforcementLevel: "disabled",
  severity: "low",
  tags: ["resilience"],
  framework: fsbp(
    "CloudFront.4",
    "CloudFront distributions should have origin failover configured",
  ),
  remediationSteps: "Add originGroups with two members and let the cache behaviors target them.",
  url: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html",
  validateResource: onTypes<{ originGroups?: readonly object[] }>(
    ["aws:cloudfront/distribution:Distribution"],
    ({ originGroups = [] }, report) => {
      if (originGroups.length === 0) {
        report("No origin takes over from one that fails: add originGroups with two members.");
      }
    },
  ),
};
