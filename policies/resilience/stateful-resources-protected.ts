import type { ResourceValidationPolicy } from "@pulumi/policy";

import { CLUSTER, INSTANCE, isReplica } from "../databases";
import { PROD_ONLY } from "../tags";

/**
 * Buckets and secrets are not among the defaults: no-force-destroy and secretsmanager-recovery-window keep
 * what is in them. A replica can be made again.
 */
export const statefulResourcesProtected: ResourceValidationPolicy = {
  name: "stateful-resources-protected",
  description: "A change of the program deletes no database, cache, file system, key or vault.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["resilience", PROD_ONLY],
  remediationSteps: "Give the resource the option protect: true.",
  url: "https://www.pulumi.com/docs/iac/concepts/resources/options/protect/",
  configSchema: {
    properties: {
      types: {
        description: "Type tokens of the resources that are protected.",
        type: "array",
        items: { type: "string" },
        default: [
          INSTANCE,
          CLUSTER,
          "aws:backup/vault:Vault",
          "aws:cognito/userPool:UserPool",
          "aws:docdb/cluster:Cluster",
          "aws:dynamodb/table:Table",
          "aws:efs/fileSystem:FileSystem",
          "aws:elasticache/replicationGroup:ReplicationGroup",
          "aws:kms/key:Key",
          "aws:neptune/cluster:Cluster",
          "aws:opensearch/domain:Domain",
        ],
      },
    },
  },
  validateResource: (args, report) => {
    const { types } = args.getConfig<{ types: readonly string[] }>();
    if (types.includes(args.type) && !args.opts.protect && !isReplica(args.props)) {
      report("A change of the program can delete what it holds: set the option protect to true.");
    }
  },
};
