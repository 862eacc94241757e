import type { StackValidationPolicy } from "@pulumi/policy";

import { onContainersWithoutExec } from "../exec";
import { fsbp } from "../framework";
import { finding } from "../resource";

/** Left out, the root file system can be written to. Windows cannot do without that. */
export const ecsContainerReadonlyRootFilesystem: StackValidationPolicy = {
  name: "ecs-container-readonly-root-filesystem",
  description: "Containers cannot change what they run, unless ECS Exec is open for their service.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["supply-chain"],
  framework: fsbp(
    "ECS.5",
    "ECS task definitions should configure containers to be limited to read-only access to root filesystems",
  ),
  remediationSteps:
    "Set readonlyRootFilesystem to true, and mount a volume where the container writes (/tmp).",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-5",
  validateStack: onContainersWithoutExec(({ name = "", readonlyRootFilesystem }, path, report) => {
    if (readonlyRootFilesystem !== true) {
      report(
        finding(
          `Container::${name}`,
          `The container can change its own files: set ${path}.readonlyRootFilesystem to true.`,
        ),
      );
    }
  }),
};
