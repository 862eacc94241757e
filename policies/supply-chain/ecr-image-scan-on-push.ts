import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { fixOn, onTypes } from "../resource";

interface Repository {
  imageScanningConfiguration?: { scanOnPush?: boolean };
}

interface Config {
  registryScans: boolean;
}

const TYPES = ["aws:ecr/repository:Repository"];

export const ecrImageScanOnPush: ResourceValidationPolicy = {
  name: "ecr-image-scan-on-push",
  description: "Images are scanned for known vulnerabilities when they are pushed.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["supply-chain"],
  framework: fsbp("ECR.1", "ECR private repositories should have image scanning configured"),
  remediationSteps: "Set imageScanningConfiguration.scanOnPush to true.",
  url: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html",
  configSchema: {
    properties: {
      registryScans: {
        description: "Whether the account's registry scans all repositories by its own settings.",
        type: "boolean",
        default: false,
      },
    },
  },
  validateResource: onTypes<Repository>(TYPES, (repository, report, args) => {
    if (!args.getConfig<Config>().registryScans && !scans(repository)) {
      report("Images are not scanned: set imageScanningConfiguration.scanOnPush to true.");
    }
  }),
  remediateResource: fixOn<Repository>(TYPES, (repository, args) =>
    scans(repository) || args.getConfig<Config>().registryScans
      ? undefined
      : { imageScanningConfiguration: { scanOnPush: true } },
  ),
};

function scans({ imageScanningConfiguration }: Repository): boolean {
  return imageScanningConfiguration?.scanOnPush === true;
}
