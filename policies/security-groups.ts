import type { PolicyResource } from "@pulumi/policy";

import { isInternet } from "./cidr";
import { isGiven } from "./given";
import { peek, UNKNOWN } from "./known";
import { itemsOf, ofTypes, targetsOf } from "./references";

/** Type of a security group, whose rules may be inline. */
export const GROUP = "aws:ec2/securityGroup:SecurityGroup";

/** Types of a rule that is a resource of its own. */
export const GROUP_RULES = [
  "aws:ec2/securityGroupRule:SecurityGroupRule",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
];

/** Every type that opens a security group. */
export const OPENERS = [GROUP, ...GROUP_RULES];

/** Which way traffic goes, seen from the group. */
export type Direction = "ingress" | "egress";

/** What one rule of a security group lets through. Nothing of what is not known yet is in it. */
export interface Opening {
  /** What stands before a property in messages: `ingress[0].`, or nothing for a rule of its own. */
  path: string;
  /** The rule as it is written. */
  rule: object;
  /** First and last port, 0 to 65535 for all of them; NaN for a protocol without ports. */
  from: number;
  to: number;
  /** Ranges of addresses on the other side. */
  cidrs: readonly Cidr[];
}

/** A range of addresses and the property that holds it, such as `ingress[0].cidrBlocks[1]`. */
export interface Cidr {
  path: string;
  range: unknown;
}

/** An opening of a stack, with the resource that it is written in and the groups that it opens. */
export interface GroupOpening extends Opening {
  resource: PolicyResource;
  groups: readonly PolicyResource[];
}

const LAST_PORT = 65535;
const EVERY_PROTOCOL = ["-1", "all"];
const WITHOUT_PORTS = ["icmp", "icmpv6", "1", "58"];
const CIDR_PROPERTIES = ["cidrBlocks", "ipv6CidrBlocks", "cidrIpv4", "cidrIpv6"];

/** The openings that a resource's properties hold. */
export function openingsOf(props: object, type: string, direction: Direction): Opening[] {
  if (type === GROUP) {
    const rules = peek(() => (props as Record<string, unknown>)[direction]);
    return rules === UNKNOWN
      ? []
      : itemsOf(rules).flatMap((rule, index) =>
          rule === UNKNOWN ? [] : [opening(rule as object, `${direction}[${index}].`)],
        );
  }
  return directionOf(props, type) === direction ? [opening(props, "")] : [];
}

/** The openings of a stack. */
export function stackOpenings(
  resources: readonly PolicyResource[],
  direction: Direction,
): GroupOpening[] {
  const groups = ofTypes(resources, GROUP);
  return ofTypes(resources, ...OPENERS).flatMap(resource => {
    if (resource.type === GROUP) {
      return isGiven(resource, direction)
        ? openingsOf(resource.props, GROUP, direction).map(found => ({
            ...found,
            resource,
            groups: [resource],
          }))
        : [];
    }
    const found = openingsOf(resource.props, resource.type, direction);
    const opened = found.length > 0 ? targetsOf(resource, "securityGroupId", groups) : [];
    return found.map(each => ({ ...each, resource, groups: opened }));
  });
}

/** Which way a rule of its own is for. */
export function directionOf(props: object, type: string): Direction | undefined {
  if (type === GROUP_RULES[0]) {
    const direction = peek(() => (props as { type?: unknown }).type);
    return direction === "ingress" || direction === "egress" ? direction : undefined;
  }
  return type === GROUP_RULES[1] ? "ingress" : type === GROUP_RULES[2] ? "egress" : undefined;
}

/** The ranges of an opening that are the internet. */
export function internetRanges({ cidrs }: Opening): readonly Cidr[] {
  return cidrs.filter(({ range }) => isInternet(range));
}

/** The ports of an opening in words. */
export function portsOf({ from, to, rule }: Opening): string {
  if (from <= 0 && to >= LAST_PORT) {
    return "every port";
  }
  return Number.isNaN(from)
    ? WITHOUT_PORTS.includes(protocolOf(rule))
      ? "ICMP"
      : "a port that is not known yet"
    : from === to
      ? `port ${from}`
      : `ports ${from}-${to}`;
}

function opening(rule: object, path: string): Opening {
  const read = (key: string) => peek(() => (rule as Record<string, unknown>)[key]);
  const protocol = protocolOf(rule);
  const port = (key: string, otherwise: number) => {
    const value = EVERY_PROTOCOL.includes(protocol) ? otherwise : (read(key) ?? otherwise);
    return WITHOUT_PORTS.includes(protocol) || value === UNKNOWN ? NaN : Number(value);
  };
  const cidrs = CIDR_PROPERTIES.flatMap(key => {
    const value = read(key);
    return itemsOf(value).map((range, index) => ({
      path: Array.isArray(value) ? `${path}${key}[${index}]` : `${path}${key}`,
      range,
    }));
  });
  return { path, rule, from: port("fromPort", 0), to: port("toPort", LAST_PORT), cidrs };
}

function protocolOf(rule: object): string {
  const read = (key: string) => peek(() => (rule as Record<string, unknown>)[key]);
  return String(read("ipProtocol") ?? read("protocol")).toLowerCase();
}
