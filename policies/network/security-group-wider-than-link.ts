import type { StackValidationPolicy } from "@pulumi/policy";

import { DATA_GROUPS, guardedBy, TASK_GROUPS } from "../attachments";
import { isSet } from "../known";
import { listeningPorts } from "../listening-ports";
import { finding } from "../resource";
import { GroupOpening, portsOf, stackOpenings } from "../security-groups";

/** Where a rule names the group that it lets in. */
const SOURCES = ["referencedSecurityGroupId", "sourceSecurityGroupId", "securityGroups"];

/**
 * Ranges are judged only on groups of tasks that let others in by group: for data they are the finding
 * of security-group-data-tier-sources.
 */
export const securityGroupWiderThanLink: StackValidationPolicy = {
  name: "security-group-wider-than-link",
  description: "A group is open to those that connect, on the ports that are listened on.",
  enforcementLevel: "advisory",
  severity: "medium",
  tags: ["network"],
  remediationSteps:
    "Set fromPort and toPort to a port that is listened on, and the source to the client's security group.",
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
  validateStack: ({ resources }, report) => {
    const guarded = guardedBy(resources, { ...DATA_GROUPS, ...TASK_GROUPS });
    const tasks = guardedBy(resources, TASK_GROUPS);
    const openings = stackOpenings(resources, "ingress").filter(({ groups }) => groups.length > 0);
    const linked = new Set(
      openings.filter(isByGroup).flatMap(({ groups }) => groups.map(({ urn }) => urn)),
    );
    const portsByGroup = new Map(
      [...guarded].map(([urn, behind]) => {
        const ports = behind.map(each => listeningPorts(each, resources));
        return [urn, ports.includes(undefined) ? undefined : (ports.flat() as number[])];
      }),
    );
    for (const opening of openings) {
      const { groups, path, cidrs, resource } = opening;
      const [{ urn }] = groups;
      const ports = portsByGroup.get(urn);
      if (ports !== undefined && !isListenedOn(opening, ports)) {
        report(
          finding(
            `Port::${path}fromPort`,
            `${path}fromPort and ${path}toPort open ${portsOf(opening)}, and nothing behind listens on all of it: open ${ports.join(", ") || "none"}.`,
          ),
          resource.urn,
        );
      }
      for (const cidr of tasks.has(urn) && linked.has(urn) ? cidrs : []) {
        report(
          finding(
            `Cidr::${cidr.path}`,
            `${cidr.path} lets addresses in where other rules name security groups: name the client's group.`,
          ),
          resource.urn,
        );
      }
    }
  },
};

function isByGroup({ rule }: GroupOpening): boolean {
  return SOURCES.some(key => isSet(rule, key));
}

/** Whether each port of a range is listened on. What has no ports is left alone. */
function isListenedOn({ from, to }: GroupOpening, ports: readonly number[]): boolean {
  if (Number.isNaN(from) || Number.isNaN(to)) {
    return true;
  }
  const within = new Set(ports.filter(port => from <= port && port <= to));
  return within.size === to - from + 1;
}
