import type { ResourceValidationPolicy } from "@pulumi/policy";

import { TASK_TYPE } from "../containers";
import { eachKnown, isSet } from "../known";
import { finding, onTypes } from "../resource";

interface TaskDefinition {
  volumes?: readonly {
    name: string;
    hostPath?: string;
    dockerVolumeConfiguration?: { driverOpts?: { o?: string } };
  }[];
}

/** The socket of Docker's engine, mounted this way, is root on the host. */
export const ecsContainerNoHostMount: ResourceValidationPolicy = {
  name: "ecs-container-no-host-mount",
  description: "No task mounts files of its host.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["supply-chain"],
  remediationSteps: "Use a volume without hostPath, or EFS for files that outlive the task.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bind-mounts.html",
  validateResource: onTypes<TaskDefinition>([TASK_TYPE], ({ volumes = [] }, report) => {
    eachKnown(volumes, (volume, index) => {
      if (isSet(volume, "hostPath")) {
        report(
          finding(
            `Volume::${volume.name}`,
            `The host's files are open to the task: remove volumes[${index}].hostPath.`,
          ),
        );
      }
      // Docker's local driver mounts a path of the host as well.
      const options = volume.dockerVolumeConfiguration?.driverOpts?.o ?? "";
      if (/(^|,)\s*r?bind\s*(,|$)/.test(options)) {
        const path = `volumes[${index}].dockerVolumeConfiguration.driverOpts.o`;
        const problem = `The host's files are open to the task: remove bind from ${path}.`;
        report(finding(`Volume::${volume.name}`, problem));
      }
    });
  }),
};
