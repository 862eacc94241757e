import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { isSet } from "../known";
import { onTypes } from "../resource";

/** Nothing is mended by the rule: which object it is depends on the site. */
export const cloudfrontDefaultRootObject: ResourceValidationPolicy = {
  name: "cloudfront-default-root-object",
  description: "CloudFront answers the root path with a page, not with the list of objects.",
  enforcementLevel: "advisory",
  severity: "low",
  tags: ["network"],
  framework: fsbp(
    "CloudFront.1",
    "CloudFront distributions should have a default root object configured",
  ),
  remediationSteps: "Set defaultRootObject, to index.html as a rule.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-1",
  validateResource: onTypes<object>(
    ["aws:cloudfront/distribution:Distribution"],
    (distribution, report) => {
      if (!isSet(distribution, "defaultRootObject")) {
        report("The root path may list the bucket: set defaultRootObject.");
      }
    },
  ),
};
