import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { fixOn, onTypes } from "../resource";

const TYPES = ["aws:cloudtrail/trail:Trail"];

interface Trail {
  isMultiRegionTrail?: boolean;
  enableLogging?: boolean;
}

/** Left out, the trail is of one region. */
export const cloudtrailMultiRegion: ResourceValidationPolicy = {
  name: "cloudtrail-multi-region",
  description: "Audit trails record every region.",
  enforcementLevel: "advisory",
  severity: "medium",
  tags: ["logging"],
  framework: fsbp(
    "CloudTrail.1",
    "CloudTrail should be enabled and configured with at least one multi-Region trail that includes read and write management events",
  ),
  remediationSteps: "Set isMultiRegionTrail to true, and leave enableLogging out.",
  url: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/receive-cloudtrail-log-files-from-multiple-regions.html",
  validateResource: onTypes<Trail>(TYPES, ({ isMultiRegionTrail, enableLogging }, report) => {
    // Left out, it is true.
    if (enableLogging === false) {
      report("Nothing is recorded: set enableLogging to true.");
    }
    if (!isMultiRegionTrail) {
      report("Other regions are not recorded: set isMultiRegionTrail to true.");
    }
  }),
  remediateResource: fixOn<Trail>(TYPES, ({ isMultiRegionTrail }) =>
    isMultiRegionTrail ? undefined : { isMultiRegionTrail: true },
  ),
};
