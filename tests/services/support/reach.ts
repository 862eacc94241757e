import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { Recording, Registration } from "../../support/mocks";

/** Ports from one to another, both included. */
type Range = readonly [first: number, last: number];

const EVERY_PORT: Range = [0, 65535];

/** Where a connection begins: at something in security groups, or outside. */
export type Origin = Registration | "internet";

/**
 * Ports on which `to` can be reached from `from` by the rules of their security groups: the one's must let out
 * what the other's lets in. Groups are told apart by where they were made; ids are the mocks' own.
 */
export function openPorts(recording: Recording, from: Origin, to: Registration): string[] {
  const sources = from === "internet" ? [] : groupsOf(from);
  const outward: Range[] =
    from === "internet" ? [EVERY_PORT] : rangesOf(recording, "egress", sources, groupsOf(to));
  const inward = rangesOf(recording, "ingress", groupsOf(to), sources);
  const open = inward.flatMap(([first, last]) =>
    outward
      .map(([lowest, highest]): Range => [Math.max(first, lowest), Math.min(last, highest)])
      .filter(([lowest, highest]) => lowest <= highest)
      .map(range => [...new Set(range)].join("-")),
  );
  return [...new Set(open)].sort();
}

/**
 * For each origin what it reaches, `name:port`, and for `internet` what everybody reaches, which is not
 * repeated for the others. What reaches nothing is there too.
 */
export function reachOf(
  recording: Recording,
  parts: Readonly<Record<string, Registration>>,
): Record<string, string[]> {
  const reached = (from: Origin) =>
    Object.entries(parts)
      .flatMap(([name, to]) => openPorts(recording, from, to).map(port => `${name}:${port}`))
      .sort();
  const everybody = reached("internet");
  const others = Object.entries(parts).map(([name, from]) => [
    name,
    reached(from).filter(target => !everybody.includes(target)),
  ]);
  return { internet: everybody, ...Object.fromEntries(others) };
}

/** Every group has its rules beside it; one with rules inside would be judged wrongly here. */
export function expectNoRulesInside(recording: Recording): void {
  for (const { name, inputs } of recording.all(aws.ec2.SecurityGroup)) {
    expect(inputs, name).to.not.have.any.keys("ingress", "egress");
  }
}

/** URNs of the groups that a resource is in, or that it is. */
function groupsOf({ type, urn, options }: Registration): string[] {
  const groups = type.endsWith(":SecurityGroup")
    ? [urn]
    : Object.values(options.propertyDependencies).flat().filter(isGroup);
  expect(groups, `security groups of ${urn}`).to.not.be.empty;
  return groups;
}

/** Ports that the rules of `groups` open to `others`, or to everybody. */
function rangesOf(
  recording: Recording,
  direction: "ingress" | "egress",
  groups: readonly string[],
  others: readonly string[],
): Range[] {
  const type =
    direction === "ingress" ? aws.vpc.SecurityGroupIngressRule : aws.vpc.SecurityGroupEgressRule;
  return recording
    .all(type)
    .filter(({ options }) => sharesOne(options.propertyDependencies.securityGroupId, groups))
    .filter(rule => isOpenTo(rule, others))
    .map(({ inputs }) =>
      inputs.ipProtocol === "-1" ? EVERY_PORT : ([inputs.fromPort, inputs.toPort] as const),
    );
}

/** Whether a rule names one of the groups, or everybody: any block of addresses counts as that. */
function isOpenTo({ inputs, options }: Registration, groups: readonly string[]): boolean {
  return (
    "cidrIpv4" in inputs ||
    "cidrIpv6" in inputs ||
    sharesOne(options.propertyDependencies.referencedSecurityGroupId, groups)
  );
}

function sharesOne(urns: readonly string[] = [], groups: readonly string[]): boolean {
  return urns.some(urn => groups.includes(urn));
}

function isGroup(urn: string): boolean {
  return urn.split("::")[2].endsWith("aws:ec2/securityGroup:SecurityGroup");
}
