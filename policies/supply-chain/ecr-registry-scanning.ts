import type { ResourceValidationPolicy } from "@pulumi/policy";

import { onTypes } from "../resource";

interface Scanning {
  scanType: string;
  rules?: readonly { scanFrequency?: string }[];
}

export const ecrRegistryScanning: ResourceValidationPolicy = {
  name: "ecr-registry-scanning",
  description: "A registry that sets its scanning scans enhanced, and goes on after the push.",
  enforcementLevel: "advisory",
  severity: "medium",
  tags: ["supply-chain"],
  remediationSteps:
    "Set scanType to ENHANCED, with rules whose scanFrequency is CONTINUOUS_SCAN or SCAN_ON_PUSH.",
  url: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-enhanced.html",
  validateResource: onTypes<Scanning>(
    ["aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration"],
    ({ scanType, rules = [] }, report) => {
      if (scanType !== "ENHANCED") {
        report("Only packages of the operating system are scanned: set scanType to ENHANCED.");
      }
      if (rules.every(({ scanFrequency }) => scanFrequency === "MANUAL")) {
        report("Nothing is scanned by itself: add a rule with scanFrequency CONTINUOUS_SCAN.");
      }
    },
  ),
};
