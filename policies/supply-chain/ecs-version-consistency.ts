import type { ResourceValidationPolicy } from "@pulumi/policy";

import { onContainers } from "../containers";
import { parseImage } from "../images";
import { finding } from "../resource";

/** Left out, ECS writes the digest of the first task's image into the deployment. A digest needs no such help. */
export const ecsVersionConsistency: ResourceValidationPolicy = {
  name: "ecs-version-consistency",
  description: "All tasks of a deployment run one image.",
  enforcementLevel: "advisory",
  severity: "medium",
  tags: ["supply-chain"],
  remediationSteps: "Remove versionConsistency, or name the image by its digest.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html#deployment-container-image-stability",
  validateResource: onContainers(({ name = "", image = "", versionConsistency }, path, report) => {
    if (versionConsistency === "disabled" && !parseImage(image).hasDigest) {
      report(
        finding(
          `Container::${name}`,
          `Tasks of one deployment may run different images: remove ${path}.versionConsistency.`,
        ),
      );
    }
  }),
};
