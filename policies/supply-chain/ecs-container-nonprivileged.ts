import type { ResourceValidationPolicy } from "@pulumi/policy";

import { onContainers } from "../containers";
import { fsbp } from "../framework";
import { finding } from "../resource";

export const ecsContainerNonprivileged: ResourceValidationPolicy = {
  name: "ecs-container-nonprivileged",
  description: "No container has the host's root rights.",
  enforcementLevel: "mandatory",
  severity: "critical",
  tags: ["supply-chain"],
  framework: fsbp("ECS.4", "ECS containers should run as non-privileged"),
  remediationSteps: "Remove privileged from the container; add the one capability that it needs.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-4",
  validateResource: onContainers(({ name = "", privileged }, path, report) => {
    if (privileged) {
      report(
        finding(
          `Container::${name}`,
          `${path}.privileged gives the host's root rights: remove it.`,
        ),
      );
    }
  }),
};
