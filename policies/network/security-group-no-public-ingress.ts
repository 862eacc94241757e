import type { StackValidationPolicy } from "@pulumi/policy";

import { BALANCER_GROUPS, facesInternet, guardedBy } from "../attachments";
import { fsbp } from "../framework";
import { finding } from "../resource";
import { GroupOpening, internetRanges, portsOf, stackOpenings } from "../security-groups";

interface Config {
  ports: readonly number[];
  publicGroups: readonly string[];
}

/**
 * What may be open is found by what a group guards, an internet-facing load balancer, so it is a stack
 * rule: a single resource does not show that.
 */
export const securityGroupNoPublicIngress: StackValidationPolicy = {
  name: "security-group-no-public-ingress",
  description: "Only groups of internet-facing load balancers are open to the internet.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["network"],
  framework: fsbp(
    "EC2.18",
    "Security groups should only allow unrestricted incoming traffic for authorized ports",
  ),
  remediationSteps:
    "Name the security group of the caller in place of the range; put what the internet may reach behind a load balancer.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-18",
  configSchema: {
    properties: {
      ports: {
        description: "Ports that a public entry may open to the internet.",
        type: "array",
        items: { type: "number" },
        default: [80, 443],
      },
      publicGroups: {
        description:
          "Names of the security groups, in the program, that are a public entry besides those of internet-facing load balancers.",
        type: "array",
        items: { type: "string" },
        default: [],
      },
    },
  },
  validateStack: (args, report) => {
    const { resources } = args;
    const { ports, publicGroups } = args.getConfig<Config>();
    const entries = new Set(
      [...guardedBy(resources, BALANCER_GROUPS)]
        .filter(([, guarded]) => guarded.some(facesInternet))
        .map(([urn]) => urn),
    );
    const isEntry = ({ groups }: GroupOpening) =>
      groups.length > 0 &&
      groups.every(({ urn, name }) => entries.has(urn) || publicGroups.includes(name));
    for (const opening of stackOpenings(resources, "ingress")) {
      const allowed = opening.from === opening.to && ports.includes(opening.from);
      for (const { path } of allowed && isEntry(opening) ? [] : internetRanges(opening)) {
        report(
          finding(
            `Cidr::${path}`,
            `${path} opens ${portsOf(opening)} to the internet: name the security group that may connect.`,
          ),
          opening.resource.urn,
        );
      }
    }
  },
};
