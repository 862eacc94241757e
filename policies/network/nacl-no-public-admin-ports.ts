import type { ResourceValidationPolicy } from "@pulumi/policy";

import { isInternet } from "../cidr";
import { fsbp } from "../framework";
import { eachKnown } from "../known";
import { finding, onTypes } from "../resource";

/** A rule of a network ACL: inline it says `action`, by itself `ruleAction`. */
interface Rule {
  action?: string;
  ruleAction?: string;
  egress?: boolean;
  protocol: string;
  fromPort?: number;
  toPort?: number;
  cidrBlock?: string;
  ipv6CidrBlock?: string;
}

interface Acl extends Rule {
  ingress?: readonly Rule[];
}

const PORTS = [20, 21, 22, 3389];
const PROTOCOLS_WITH_PORTS = ["tcp", "udp", "6", "17"];

const RULE = "aws:ec2/networkAclRule:NetworkAclRule";

export const naclNoPublicAdminPorts: ResourceValidationPolicy = {
  name: "nacl-no-public-admin-ports",
  description: "No network ACL lets the internet in to FTP, SSH or RDP.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["network"],
  framework: fsbp(
    "EC2.21",
    "Network ACLs should not allow ingress from 0.0.0.0/0 to port 22 or port 3389",
  ),
  remediationSteps: "Allow the ports that are served, and the ephemeral ones, by their numbers.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-21",
  validateResource: onTypes<Acl>(
    [RULE, "aws:ec2/networkAcl:NetworkAcl", "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl"],
    (acl, report, { type }) => {
      const rules = type === RULE ? (acl.egress ? [] : [acl]) : (acl.ingress ?? []);
      eachKnown(rules, (rule, index) => {
        const path = type === RULE ? "" : `ingress[${index}].`;
        const cidr = letsIn(rule);
        if (cidr !== undefined) {
          const message = `${path}${cidr} lets the internet in to FTP, SSH or RDP: allow other ports, or another range.`;
          report(type === RULE ? message : finding(`Cidr::${path}${cidr}`, message));
        }
      });
    },
  ),
};

/** The property by which a rule lets the internet in to one of the ports. */
function letsIn(rule: Rule): "cidrBlock" | "ipv6CidrBlock" | undefined {
  return (rule.ruleAction ?? rule.action)?.toLowerCase() === "allow" && coversPort(rule)
    ? (["cidrBlock", "ipv6CidrBlock"] as const).find(key => isInternet(rule[key]))
    : undefined;
}

function coversPort({ protocol, fromPort = 0, toPort = 65535 }: Rule): boolean {
  return (
    /^(-1|all)$/i.test(protocol) ||
    (PROTOCOLS_WITH_PORTS.includes(protocol.toLowerCase()) &&
      PORTS.some(port => fromPort <= port && port <= toPort))
  );
}
