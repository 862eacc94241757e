import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { fixOn, onTypes } from "../resource";

interface Service {
  platformVersion?: string;
}

const TYPES = ["aws:ecs/service:Service"];

/** Left out, it is LATEST. */
export const ecsFargateLatestPlatformVersion: ResourceValidationPolicy = {
  name: "ecs-fargate-latest-platform-version",
  description: "Fargate services run on the latest platform version, with its security fixes.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["supply-chain"],
  framework: fsbp(
    "ECS.10",
    "ECS Fargate services should run on the latest Fargate platform version",
  ),
  remediationSteps: "Remove platformVersion, or set it to LATEST.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html",
  validateResource: onTypes<Service>(TYPES, (service, report) => {
    if (!isLatest(service)) {
      report("The platform version is fixed: remove platformVersion, or set it to LATEST.");
    }
  }),
  remediateResource: fixOn<Service>(TYPES, service =>
    isLatest(service) ? undefined : { platformVersion: "LATEST" },
  ),
};

function isLatest({ platformVersion = "LATEST" }: Service): boolean {
  return platformVersion === "LATEST";
}
