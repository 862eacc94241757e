import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { isSet, peek, UNKNOWN } from "../known";
import { finding, onTypes } from "../resource";

interface Cache {
  subnetGroupName?: string;
  securityGroupIds?: readonly string[];
}

const SERVERLESS = "aws:elasticache/serverlessCache:ServerlessCache";

/** A cache that belongs to another takes its network from it. */
const OWNERS = ["globalReplicationGroupId", "replicationGroupId"];

export const elasticacheSubnetGroup: ResourceValidationPolicy = {
  name: "elasticache-subnet-group",
  description: "Caches lie in a subnet group and behind security groups of their own.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["network"],
  framework: fsbp("ElastiCache.7", "ElastiCache clusters should not use the default subnet group"),
  remediationSteps:
    "Set subnetGroupName to a SubnetGroup of private subnets, before the cache is created, and securityGroupIds.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elasticache-controls.html#elasticache-7",
  validateResource: onTypes<Cache>(
    [
      "aws:elasticache/replicationGroup:ReplicationGroup",
      "aws:elasticache/cluster:Cluster",
      SERVERLESS,
    ],
    (cache, report, { type }) => {
      if (OWNERS.some(owner => isSet(cache, owner))) {
        return;
      }
      const groups = peek(() => cache.securityGroupIds);
      if (type === SERVERLESS) {
        if (!isSet(cache, "subnetIds")) {
          report(finding("SubnetGroup", "The cache lies in the default VPC: set subnetIds."));
        }
      } else if (
        !isSet(cache, "subnetGroupName") ||
        peek(() => cache.subnetGroupName) === "default"
      ) {
        const problem = "The cache lies in the default subnet group: set subnetGroupName.";
        report(finding("SubnetGroup", problem));
      }
      if (groups === undefined || (groups !== UNKNOWN && groups.length === 0)) {
        const problem = "The cache is behind the VPC's default group: set securityGroupIds.";
        report(finding("SecurityGroups", problem));
      }
    },
  ),
};
