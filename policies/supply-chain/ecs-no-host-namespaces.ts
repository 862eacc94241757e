import type { ResourceValidationPolicy } from "@pulumi/policy";

import { TASK_TYPE } from "../containers";
import { fsbp } from "../framework";
import { onTypes } from "../resource";

interface TaskDefinition {
  pidMode?: string;
  ipcMode?: string;
}

export const ecsNoHostNamespaces: ResourceValidationPolicy = {
  name: "ecs-no-host-namespaces",
  description: "Tasks see neither the processes nor the shared memory of their host.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["supply-chain"],
  framework: fsbp("ECS.3", "ECS task definitions should not share the host's process namespace"),
  remediationSteps: "Remove pidMode and ipcMode, or set them to task.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-3",
  validateResource: onTypes<TaskDefinition>([TASK_TYPE], ({ pidMode, ipcMode }, report) => {
    if (pidMode === "host") {
      report("The task sees the processes of its host: remove pidMode.");
    }
    if (ipcMode === "host") {
      report("The task sees the shared memory of its host: remove ipcMode.");
    }
  }),
};
