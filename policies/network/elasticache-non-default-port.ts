import type { ResourceValidationPolicy } from "@pulumi/policy";

import { isSet, peek } from "../known";
import { enginePort } from "../listening-ports";
import { onTypes } from "../resource";

interface Cache {
  engine?: string;
  port?: number;
}

/** Off until a stack asks for it: security groups protect a cache, an unusual port hides it. */
export const elasticacheNonDefaultPort: ResourceValidationPolicy = {
  name: "elasticache-non-default-port",
  description: "Caches listen on another port than everyone expects.",
  enforcementLevel: "disabled",
  severity: "low",
  tags: ["network"],
  remediationSteps: "Set port to another one before the cache is created.",
  url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/accessing-elasticache.html",
  validateResource: onTypes<Cache>(
    ["aws:elasticache/replicationGroup:ReplicationGroup", "aws:elasticache/cluster:Cluster"],
    (cache, report) => {
      // A member of a replication group has the group's port.
      if (isSet(cache, "replicationGroupId")) {
        return;
      }
      const usual = enginePort(peek(() => cache.engine ?? "redis"));
      if (usual !== undefined && (cache.port ?? usual) === usual) {
        report(`The cache listens on ${usual}, as every one does: set port to another.`);
      }
    },
  ),
};
