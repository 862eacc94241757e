import type { ResourceValidationPolicy } from "@pulumi/policy";

import { Allowed, allowedClasses, checkClass } from "../instance-classes";
import { onTypes } from "../resource";
import { MANDATORY_IN_PROD } from "../tags";

export const elasticacheNodeTypeAllowed: ResourceValidationPolicy = {
  name: "elasticache-node-type-allowed",
  description: "Caches are of a size that was agreed on.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["cost", MANDATORY_IN_PROD],
  remediationSteps: "Set nodeType to an allowed type, or allow the type for this stack.",
  url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html",
  configSchema: allowedClasses([
    "cache.t4g.*",
    "cache.m7g.large",
    "cache.m7g.xlarge",
    "cache.r7g.large",
    "cache.r7g.xlarge",
  ]),
  validateResource: onTypes<{ nodeType?: string }>(
    ["aws:elasticache/replicationGroup:ReplicationGroup", "aws:elasticache/cluster:Cluster"],
    ({ nodeType }, report, args) => {
      checkClass("nodeType", nodeType, args.getConfig<Allowed>(), report);
    },
  ),
};
