import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { isSet } from "../known";
import { onTypes } from "../resource";
import { LAUNCHERS } from "../launchers";

interface Launch {
  metadataOptions?: { httpEndpoint?: string; httpTokens?: string };
}

export const ec2Imdsv2Required: ResourceValidationPolicy = {
  name: "ec2-imdsv2-required",
  description: "EC2 instances hand their credentials out to sessions only (IMDSv2).",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["network"],
  framework: fsbp("EC2.8", "EC2 instances should use Instance Metadata Service Version 2 (IMDSv2)"),
  remediationSteps: "Set metadataOptions.httpTokens to required.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-8",
  validateResource: onTypes<Launch>(LAUNCHERS, (launch, report) => {
    const { metadataOptions } = launch;
    const isTemplates = metadataOptions === undefined && isSet(launch, "launchTemplate");
    // Left out, the image or the account decides, and old ones say optional.
    if (
      !isTemplates &&
      metadataOptions?.httpEndpoint !== "disabled" &&
      metadataOptions?.httpTokens !== "required"
    ) {
      report("Credentials are had by a plain request: set metadataOptions.httpTokens to required.");
    }
  }),
};
