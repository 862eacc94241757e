import type { StackValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { isGiven } from "../given";
import { isSet } from "../known";
import { ofTypes } from "../references";
import { finding } from "../resource";
import { placementFindings } from "../subnets";

/** A replica in its primary's region lies where the primary does; instances of a cluster where it does. */
const REPLICA = ["replicateSourceDb", "replicationSourceIdentifier"];

export const rdsInstancePrivateSubnets: StackValidationPolicy = {
  name: "rds-instance-private-subnets",
  description: "Databases lie in private subnets of at least two zones.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["network"],
  framework: fsbp(
    "RDS.46",
    "RDS DB instances should not be deployed in public subnets with routes to internet gateways",
  ),
  remediationSteps:
    "Set dbSubnetGroupName to a SubnetGroup whose subnetIds lie in two zones and lead to no internet gateway.",
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
  validateStack: ({ resources }, report) => {
    const databases = ofTypes(resources, "aws:rds/instance:Instance", "aws:rds/cluster:Cluster");
    for (const database of databases) {
      const { urn, props } = database;
      const isPlaced = isSet(props, "dbSubnetGroupName") && isGiven(database, "dbSubnetGroupName");
      if (!isPlaced && !REPLICA.some(origin => isSet(props, origin))) {
        const problem = "The database lies in the default VPC: set dbSubnetGroupName.";
        report(finding("SubnetGroup", problem), urn);
      }
    }
    const findings = placementFindings(resources);
    for (const group of ofTypes(resources, "aws:rds/subnetGroup:SubnetGroup")) {
      for (const message of findings(group, "subnetIds")) {
        report(message, group.urn);
      }
    }
  },
};
