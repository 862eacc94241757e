import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fixOn, onTypes } from "../resource";

const INSTANCE = ["aws:rds/instance:Instance"];

/** Least GiB of gp3. */
const GP3_LEAST = 20;

interface Instance {
  storageType?: string;
  iops?: number;
  allocatedStorage?: number;
}

export const rdsStorageGp3: ResourceValidationPolicy = {
  name: "rds-storage-gp3",
  description: "Databases are on storage that costs no more than it must.",
  enforcementLevel: "advisory",
  severity: "low",
  tags: ["cost"],
  remediationSteps: "Set storageType to gp3; RDS changes it while the database runs.",
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html#gp3-storage",
  configSchema: {
    properties: {
      allowed: {
        description: "Storage types that a database may have.",
        type: "array",
        items: { type: "string" },
        default: ["gp3", "io1", "io2"],
      },
    },
  },
  validateResource: onTypes<Instance>(INSTANCE, (instance, report, args) => {
    const { allowed } = args.getConfig<{ allowed: readonly string[] }>();
    const storageType = typeOf(instance);
    if (!allowed.includes(storageType)) {
      report(`Storage is ${storageType}: set storageType to ${allowed.join(" or ")}.`);
    }
  }),
  // What was provisioned may be needed, and how much of it gp3 gives depends on the size.
  remediateResource: fixOn<Instance>(INSTANCE, instance =>
    typeOf(instance) === "gp2" && (instance.allocatedStorage ?? 0) >= GP3_LEAST
      ? { storageType: "gp3" }
      : undefined,
  ),
};

/** What the provider takes when nothing is said. */
function typeOf({ storageType, iops }: Instance): string {
  return storageType ?? (iops === undefined ? "gp2" : "io1");
}
