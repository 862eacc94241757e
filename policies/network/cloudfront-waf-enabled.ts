import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { isSet } from "../known";
import { onTypes } from "../resource";

/** Off until a stack asks for it: a web ACL is a cost that not every system bears. */
export const cloudfrontWafEnabled: ResourceValidationPolicy = {
  name: "cloudfront-waf-enabled",
  description: "CloudFront distributions are behind a web ACL.",
  enforcementLevel: "disabled",
  severity: "medium",
  tags: ["network"],
  framework: fsbp("CloudFront.6", "CloudFront distributions should have WAF enabled"),
  remediationSteps: "Set webAclId to the ARN of a web ACL of scope CLOUDFRONT in us-east-1.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-6",
  validateResource: onTypes<object>(
    ["aws:cloudfront/distribution:Distribution"],
    (distribution, report) => {
      if (!isSet(distribution, "webAclId")) {
        report("No web ACL is before the distribution: set webAclId.");
      }
    },
  ),
};
