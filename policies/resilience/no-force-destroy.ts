import type { ResourceValidationPolicy } from "@pulumi/policy";

import { BUCKET_TYPES } from "../buckets";
import { fixOn, onTypes } from "../resource";
import { PROD_ONLY } from "../tags";

interface Store {
  forceDestroy?: boolean;
  forceDelete?: boolean;
}

const TYPES = [
  ...BUCKET_TYPES,
  "aws:s3/directoryBucket:DirectoryBucket",
  "aws:backup/vault:Vault",
  "aws:ecr/repository:Repository",
];

/** Left out, AWS refuses to delete what is not empty. */
export const noForceDestroy: ResourceValidationPolicy = {
  name: "no-force-destroy",
  description: "Buckets, repositories and backup vaults are not deleted with what is in them.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["resilience", PROD_ONLY],
  remediationSteps: "Leave forceDestroy, or forceDelete of a repository, out or set it to false.",
  url: "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_backing_up_data_secured_backups_data.html",
  validateResource: onTypes<Store>(TYPES, (store, report) => {
    const property = forcing(store);
    if (property !== undefined) {
      report(`Its contents are deleted with it: set ${property} to false.`);
    }
  }),
  remediateResource: fixOn<Store>(TYPES, store => {
    const property = forcing(store);
    return property && { [property]: false };
  }),
};

function forcing(store: Store): keyof Store | undefined {
  return (["forceDestroy", "forceDelete"] as const).find(property => store[property]);
}
