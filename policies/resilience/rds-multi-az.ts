import type { ResourceValidationPolicy } from "@pulumi/policy";

import { INSTANCE, isReplica } from "../databases";
import { fsbp } from "../framework";
import { fixOn, onTypes } from "../resource";
import { PROD_ONLY } from "../tags";

interface Instance {
  multiAz?: boolean;
}

/** A replica is no loss: its source stays. Of clusters rds-cluster-instances-multi-az speaks. */
export const rdsMultiAz: ResourceValidationPolicy = {
  name: "rds-multi-az",
  description: "RDS instances have a standby in another zone.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["resilience", PROD_ONLY],
  framework: fsbp(
    "RDS.5",
    "RDS DB instances should be configured with multiple Availability Zones",
  ),
  remediationSteps: "Set multiAz to true.",
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZSingleStandby.html",
  validateResource: onTypes<Instance>([INSTANCE], (instance, report) => {
    if (!isReplica(instance) && !instance.multiAz) {
      report("The database stops with its zone: set multiAz to true.");
    }
  }),
  remediateResource: fixOn<Instance>([INSTANCE], instance =>
    isReplica(instance) || instance.multiAz ? undefined : { multiAz: true },
  ),
};
