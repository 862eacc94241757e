import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { onTypes } from "../resource";

interface EfsVolume {
  transitEncryption?: string;
  authorizationConfig?: { iam?: string };
}

interface TaskDefinition {
  volumes?: readonly { name?: string; efsVolumeConfiguration?: EfsVolume }[];
}

export const ecsTaskVolumeEncryption: ResourceValidationPolicy = {
  name: "ecs-task-volume-encryption",
  description: "Tasks reach EFS volumes over TLS and with their own role.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["encryption"],
  framework: fsbp(
    "ECS.18",
    "ECS Task Definitions should use in-transit encryption for EFS volumes",
  ),
  remediationSteps:
    "Set transitEncryption to ENABLED and authorizationConfig.iam to ENABLED on each EFS volume.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-best-practices.html",
  validateResource: onTypes<TaskDefinition>(
    ["aws:ecs/taskDefinition:TaskDefinition"],
    ({ volumes }, report) => {
      (volumes ?? []).forEach(({ efsVolumeConfiguration: efs }, index) => {
        if (efs === undefined) {
          return;
        }
        const path = `volumes[${index}].efsVolumeConfiguration`;
        if (efs.transitEncryption !== "ENABLED") {
          report(`Files travel in plain text: set ${path}.transitEncryption to ENABLED.`);
        }
        if (efs.authorizationConfig?.iam !== "ENABLED") {
          report(
            `Any task in the network may mount it: set ${path}.authorizationConfig.iam to ENABLED.`,
          );
        }
      });
    },
  ),
};
