import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";

import { CLUSTER, CLUSTER_INSTANCE, isReplica } from "../databases";
import { fsbp } from "../framework";
import { isGiven } from "../given";
import { eachKnown, isSet, peek } from "../known";
import { refersTo } from "../references";
import { PROD_ONLY } from "../tags";

/**
 * Aurora's storage spans three zones by itself, its instances do not. A Multi-AZ cluster of another
 * engine brings its three instances along, and an old serverless one has none.
 */
export const rdsClusterInstancesMultiAz: StackValidationPolicy = {
  name: "rds-cluster-instances-multi-az",
  description: "Aurora clusters have instances in two zones.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["resilience", PROD_ONLY],
  framework: fsbp("RDS.15", "RDS DB clusters should be configured for multiple Availability Zones"),
  remediationSteps:
    "Give the cluster a second ClusterInstance, and both no availabilityZone or different ones.",
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html",
  validateStack: ({ resources }, report) => {
    const instances = resources.filter(({ type }) => type === CLUSTER_INSTANCE);
    const clusters = resources.filter(({ type }) => type === CLUSTER);
    eachKnown(clusters, cluster => {
      const { engine, engineMode } = cluster.props as { engine?: string; engineMode?: string };
      // Another region may do with one instance, or none, until it takes over.
      if (
        !engine?.startsWith("aurora") ||
        engineMode === "serverless" ||
        isReplica(cluster.props) ||
        joinsGlobal(cluster)
      ) {
        return;
      }
      const own = instances.filter(instance => belongsTo(instance, cluster));
      if (own.length < 2) {
        report(
          `The cluster has ${own.length === 0 ? "no instance" : "one instance"}: give it a second ClusterInstance.`,
          cluster.urn,
        );
      } else if (areInOneZone(own)) {
        report(
          "All instances are in one zone: set availabilityZone to different ones or leave it out.",
          cluster.urn,
        );
      }
    });
  },
};

/** A global cluster's first region has a user or a snapshot to begin with; AWS tells the others of that user. */
function joinsGlobal(cluster: PolicyResource): boolean {
  const begins = ["masterUsername", "snapshotIdentifier", "restoreToPointInTime"].some(
    property => isGiven(cluster, property) && isSet(cluster.props, property),
  );
  return isSet(cluster.props, "globalClusterIdentifier") && !begins;
}

function belongsTo(instance: PolicyResource, cluster: PolicyResource): boolean {
  const [wanted, own] = [instance, cluster].map(({ props }) =>
    peek(() => props.clusterIdentifier as unknown),
  );
  return (
    refersTo(instance, "clusterIdentifier", cluster) ||
    (typeof wanted === "string" && wanted === own)
  );
}

/** Left out, AWS spreads the instances over the zones. */
function areInOneZone(instances: readonly PolicyResource[]): boolean {
  const zones = instances.map(({ props }) => peek(() => props.availabilityZone as unknown));
  return typeof zones[0] === "string" && zones.every(zone => zone === zones[0]);
}
