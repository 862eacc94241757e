import type { StackValidationPolicy } from "@pulumi/policy";

import { onContainersWithoutExec } from "../exec";
import { finding } from "../resource";

/** What Fargate lets a container add, for debuggers. */
const ADDABLE = ["SYS_PTRACE"];

export const ecsContainerDropCapabilities: StackValidationPolicy = {
  name: "ecs-container-drop-capabilities",
  description:
    "Containers give up the Linux capabilities that they do not use, unless ECS Exec is open for their service.",
  enforcementLevel: "advisory",
  severity: "medium",
  tags: ["supply-chain"],
  remediationSteps:
    "Set linuxParameters.capabilities.drop to ALL, and add back the single ones that the code needs.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KernelCapabilities.html",
  configSchema: {
    properties: {
      allowed: {
        description: "Capabilities that a container may add.",
        type: "array",
        items: { type: "string" },
        default: ADDABLE,
      },
    },
  },
  validateStack: (args, report) => {
    const { allowed } = args.getConfig<{ allowed: readonly string[] }>();
    return onContainersWithoutExec(({ name = "", linuxParameters }, path, reportOn) => {
      const { add = [], drop = [] } = linuxParameters?.capabilities ?? {};
      const at = `${path}.linuxParameters.capabilities`;
      if (!drop.includes("ALL")) {
        reportOn(
          finding(
            `Container::${name}`,
            `The container keeps Docker's capabilities: set ${at}.drop to ALL.`,
          ),
        );
      }
      for (const capability of add.filter(each => !allowed.includes(each))) {
        reportOn(
          finding(
            `Capability::${capability}`,
            `${at}.add has ${capability}: remove it, or allow it in the rule's configuration.`,
          ),
        );
      }
    })(args, report);
  },
};
