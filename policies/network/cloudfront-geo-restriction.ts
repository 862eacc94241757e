import type { ResourceValidationPolicy } from "@pulumi/policy";

import { onTypes } from "../resource";

interface Distribution {
  restrictions?: { geoRestriction: { restrictionType: string } };
}

/** Off until a stack asks for it: most sites are for everyone. */
export const cloudfrontGeoRestriction: ResourceValidationPolicy = {
  name: "cloudfront-geo-restriction",
  description: "CloudFront serves named countries only.",
  enforcementLevel: "disabled",
  severity: "low",
  tags: ["network"],
  remediationSteps:
    "Set restrictions.geoRestriction.restrictionType to whitelist, with the countries under locations.",
  url: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/georestrictions.html",
  validateResource: onTypes<Distribution>(
    ["aws:cloudfront/distribution:Distribution"],
    ({ restrictions }, report) => {
      if ((restrictions?.geoRestriction.restrictionType ?? "none") === "none") {
        report(
          "Every country is served: set restrictions.geoRestriction.restrictionType to whitelist.",
        );
      }
    },
  ),
};
