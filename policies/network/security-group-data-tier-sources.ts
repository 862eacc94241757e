import type { StackValidationPolicy } from "@pulumi/policy";

import { DATA_GROUPS, guardedBy } from "../attachments";
import { finding } from "../resource";
import { GroupOpening, portsOf, stackOpenings } from "../security-groups";

interface Config {
  ports: readonly number[];
}

/** A range need not be known to be one. */
export const securityGroupDataTierSources: StackValidationPolicy = {
  name: "security-group-data-tier-sources",
  description: "Databases, caches and file systems let in security groups, never addresses.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["network"],
  remediationSteps:
    "Set referencedSecurityGroupId (sourceSecurityGroupId, securityGroups) to the client's group in place of the range.",
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.RDSSecurityGroups.html",
  configSchema: {
    properties: {
      ports: {
        description:
          "Ports of data, for groups that guard nothing of this stack. A group of a data store is judged on every port.",
        type: "array",
        items: { type: "number" },
        default: [2049, 3306, 5432, 6379, 11211, 27017],
      },
    },
  },
  validateStack: (args, report) => {
    const { resources } = args;
    const { ports } = args.getConfig<Config>();
    const stores = guardedBy(resources, DATA_GROUPS);
    const isData = ({ groups, from, to }: GroupOpening) =>
      groups.some(({ urn }) => stores.has(urn)) || (from === to && ports.includes(from));
    for (const opening of stackOpenings(resources, "ingress").filter(isData)) {
      for (const { path } of opening.cidrs) {
        report(
          finding(
            `Cidr::${path}`,
            `${path} lets addresses in to data on ${portsOf(opening)}: name the client's security group instead.`,
          ),
          opening.resource.urn,
        );
      }
    }
  },
};
