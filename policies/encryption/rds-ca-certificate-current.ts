import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fixOn, onTypes } from "../resource";

interface Database {
  caCertIdentifier?: string;
  caCertificateIdentifier?: string;
}

const TYPES = [
  "aws:rds/instance:Instance",
  "aws:rds/cluster:Cluster",
  "aws:rds/clusterInstance:ClusterInstance",
];

const CURRENT = ["rds-ca-rsa2048-g1", "rds-ca-rsa4096-g1", "rds-ca-ecc384-g1"];

/** Left out, AWS takes the account's default, which is a current authority unless somebody changed it. */
export const rdsCaCertificateCurrent: ResourceValidationPolicy = {
  name: "rds-ca-certificate-current",
  description: "Databases have a certificate of an authority that is not about to end.",
  enforcementLevel: "advisory",
  severity: "medium",
  tags: ["encryption"],
  remediationSteps:
    "Set caCertIdentifier (caCertificateIdentifier of a cluster) to rds-ca-rsa2048-g1, and give clients AWS's current bundle of authorities.",
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html",
  validateResource: onTypes<Database>(TYPES, (database, report, { type }) => {
    const property = propertyOf(type);
    if (isOld(database[property])) {
      report(
        `The certificate's authority is not current: set ${property} to rds-ca-rsa2048-g1, rds-ca-rsa4096-g1 or rds-ca-ecc384-g1.`,
      );
    }
  }),
  remediateResource: fixOn<Database>(TYPES, (database, { type }) => {
    const property = propertyOf(type);
    return isOld(database[property]) ? { [property]: CURRENT[0] } : undefined;
  }),
};

function propertyOf(type: string): keyof Database {
  return type === "aws:rds/cluster:Cluster" ? "caCertificateIdentifier" : "caCertIdentifier";
}

function isOld(authority = CURRENT[0]): boolean {
  return !CURRENT.includes(authority);
}
