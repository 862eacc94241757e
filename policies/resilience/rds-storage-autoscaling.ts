import type { ResourceValidationPolicy } from "@pulumi/policy";

import { INSTANCE } from "../databases";
import { onTypes } from "../resource";

interface Instance {
  allocatedStorage?: number;
  maxAllocatedStorage?: number;
}

/** Left out, storage does not grow. A replica or restore names no size of its own; Aurora needs none. */
export const rdsStorageAutoscaling: ResourceValidationPolicy = {
  name: "rds-storage-autoscaling",
  description: "A database's storage grows before it is full.",
  enforcementLevel: "advisory",
  severity: "medium",
  tags: ["resilience"],
  remediationSteps: "Set maxAllocatedStorage above allocatedStorage.",
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html",
  validateResource: onTypes<Instance>(
    [INSTANCE],
    ({ allocatedStorage = 0, maxAllocatedStorage = 0 }, report) => {
      if (maxAllocatedStorage <= allocatedStorage) {
        report("Storage does not grow: set maxAllocatedStorage above allocatedStorage.");
      }
    },
  ),
};
