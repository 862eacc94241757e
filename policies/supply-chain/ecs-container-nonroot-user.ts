import type { ResourceValidationPolicy } from "@pulumi/policy";

import { onContainers, runsLinux } from "../containers";
import { fsbp } from "../framework";
import { finding } from "../resource";
import { MANDATORY_IN_PROD } from "../tags";

/** Left out, the container runs as the image's user, which a task definition cannot show and is root by default. */
export const ecsContainerNonrootUser: ResourceValidationPolicy = {
  name: "ecs-container-nonroot-user",
  description: "Containers run as a user that is not root.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["supply-chain", MANDATORY_IN_PROD],
  framework: fsbp(
    "ECS.20",
    "ECS Task Definitions should configure non-root users in Linux container definitions",
  ),
  remediationSteps: 'Set user to a user and group that are not root, such as "1001:1001".',
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-20",
  validateResource: onContainers(({ name = "", user = "" }, path, report, { props }) => {
    const isUnset = user === "";
    if (runsLinux(props) && (isUnset || isRoot(user))) {
      const who = isUnset ? "the image's user" : "root";
      report(
        finding(
          `Container::${name}`,
          `The container runs as ${who}: set ${path}.user to one such as "1001:1001".`,
        ),
      );
    }
  }),
};

/** `root`, `0`, and either with a group. */
function isRoot(user: string): boolean {
  return /^(root|0+)(:|$)/.test(user.trim());
}
