import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { isSet, peek } from "../known";
import { itemsOf } from "../references";
import { onTypes } from "../resource";

interface Distribution {
  defaultCacheBehavior?: { targetOriginId?: string };
  origins?: readonly Origin[];
}

interface Origin {
  originId?: string;
}

/**
 * Only for buckets: a service answers the root path itself. Nothing is mended by the rule: which object it
 * is depends on the site.
 */
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
  validateResource: onTypes<Distribution>(
    ["aws:cloudfront/distribution:Distribution"],
    (distribution, report) => {
      if (!isSet(distribution, "defaultRootObject") && hasBucketAtRoot(distribution)) {
        report("The root path may list the bucket: set defaultRootObject.");
      }
    },
  ),
};

/** Whether the root comes from a bucket, as far as can be seen. */
function hasBucketAtRoot(distribution: Distribution): boolean {
  const known = itemsOf(peek(() => distribution.origins)).filter(
    origin => typeof origin === "object",
  );
  const target = peek(() => distribution.defaultCacheBehavior?.targetOriginId);
  const own = known.filter(origin => peek(() => (origin as Origin).originId) === target);
  // It may be the id of a group of origins, too.
  const candidates = (own.length > 0 ? own : known) as Origin[];
  return candidates.length === 0 || candidates.some(isBucket);
}

function isBucket(origin: Origin): boolean {
  return !isSet(origin, "customOriginConfig") && !isSet(origin, "vpcOriginConfig");
}
