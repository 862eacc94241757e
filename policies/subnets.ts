import type { PolicyResource } from "@pulumi/policy";

import { isInternet } from "./cidr";
import { peek, UNKNOWN } from "./known";
import { itemsOf, ofTypes, targetsOf, valuesAt } from "./references";
import { finding } from "./resource";

const SUBNET = "aws:ec2/subnet:Subnet";
const TABLE = "aws:ec2/routeTable:RouteTable";
const DEFAULT_TABLE = "aws:ec2/defaultRouteTable:DefaultRouteTable";
const MAIN_TABLE = "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation";
const VPC = "aws:ec2/vpc:Vpc";
const ROUTE = "aws:ec2/route:Route";
const ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation";
const INTERNET_GATEWAY = "aws:ec2/internetGateway:InternetGateway";
const DESTINATIONS = [
  "destinationCidrBlock",
  "destinationIpv6CidrBlock",
  "cidrBlock",
  "ipv6CidrBlock",
];

/** The subnets of a stack. */
export function subnetsOf(resources: readonly PolicyResource[]): PolicyResource[] {
  return ofTypes(resources, SUBNET);
}

/** URNs of the subnets whose route table, be it the VPC's, leads to an internet gateway. */
export function publicSubnets(resources: readonly PolicyResource[]): Set<string> {
  return subnetsOfTables(resources, internetTables(resources));
}

/** URNs of the subnets with a route table that leads to the internet, by whatever gateway. */
export function connectedSubnets(resources: readonly PolicyResource[]): Set<string> {
  return subnetsOfTables(resources, tablesWith(resources, leadsToInternet));
}

/**
 * Finds what is wrong with the place that a property's subnets make for a resource: a public subnet, or
 * one zone for all. Says nothing of subnets that are not of this stack.
 */
export function placementFindings(
  resources: readonly PolicyResource[],
): (resource: PolicyResource, path: string) => string[] {
  const subnets = subnetsOf(resources);
  const open = publicSubnets(resources);
  return (resource, path) => {
    const own = targetsOf(resource, path, subnets);
    const fromElsewhere = own.length < valuesAt(resource.props, path).length;
    const findings: string[] = [];
    if (own.some(({ urn }) => open.has(urn))) {
      findings.push(finding("Public", `${path} holds a public subnet: name private ones.`));
    }
    if (!fromElsewhere && zonesOf(own)?.size === 1) {
      const problem = `${path} are all in one zone: name subnets in two or more.`;
      findings.push(finding("Zones", problem));
    }
    return findings;
  };
}

/** In which zones subnets lie; undefined when one of them does not say yet. */
function zonesOf(subnets: readonly PolicyResource[]): Set<string> | undefined {
  const zones = subnets.map(({ props }) =>
    ["availabilityZone", "availabilityZoneId"]
      .map(key => peek(() => props[key] as unknown))
      .find(zone => typeof zone === "string"),
  );
  return zones.includes(undefined) ? undefined : new Set(zones as string[]);
}

function internetTables(resources: readonly PolicyResource[]): PolicyResource[] {
  const gateways = ofTypes(resources, INTERNET_GATEWAY);
  return tablesWith(resources, (route, owner) => {
    const gateway = peek(() => (route as { gatewayId?: unknown }).gatewayId);
    if (!leadsToInternet(route)) {
      return false;
    }
    if (typeof gateway === "string") {
      return gateway.startsWith("igw-") || targetsOf(owner, "gatewayId", gateways).length > 0;
    }
    // A route by itself says which gateway it waits for; one inline shares its table's dependencies.
    const property = owner.type === ROUTE ? "gatewayId" : "routes";
    return (
      gateway === UNKNOWN &&
      (owner.propertyDependencies[property] ?? []).some(({ type }) => type === INTERNET_GATEWAY)
    );
  });
}

/** Route tables with a route, inline or by itself, that is looked for. A VPC stands for the table that it came with. */
function tablesWith(
  resources: readonly PolicyResource[],
  isWanted: (route: object, owner: PolicyResource) => boolean,
): PolicyResource[] {
  const tables = ofTypes(resources, TABLE, DEFAULT_TABLE);
  const vpcs = ofTypes(resources, VPC);
  const found = new Set(
    tables.filter(table =>
      itemsOf(peek(() => table.props.routes as unknown)).some(
        route => typeof route === "object" && isWanted(route as object, table),
      ),
    ),
  );
  for (const route of ofTypes(resources, ROUTE).filter(each => isWanted(each.props, each))) {
    const own = targetsOf(route, "routeTableId", tables);
    for (const table of [...own, ...vpcsOfDefault(route, "routeTableId", vpcs)]) {
      found.add(table);
    }
  }
  const defaults = ofTypes([...found], DEFAULT_TABLE);
  return [
    ...found,
    ...defaults.flatMap(table => vpcsOfDefault(table, "defaultRouteTableId", vpcs)),
  ];
}

/** The VPCs whose own route table a property names. */
function vpcsOfDefault(
  resource: PolicyResource,
  property: string,
  vpcs: readonly PolicyResource[],
): PolicyResource[] {
  const id = peek(() => resource.props[property] as unknown);
  const dependencies = resource.propertyDependencies[property] ?? [];
  return vpcs.filter(
    ({ urn, props }) =>
      dependencies.some(dependency => dependency.urn === urn) ||
      (typeof id === "string" && peek(() => props.defaultRouteTableId as unknown) === id),
  );
}

function subnetsOfTables(
  resources: readonly PolicyResource[],
  tables: readonly PolicyResource[],
): Set<string> {
  const subnets = subnetsOf(resources);
  const found = new Set<string>();
  const associated = new Set<string>();
  for (const association of ofTypes(resources, ASSOCIATION)) {
    const leads = targetsOf(association, "routeTableId", tables).length > 0;
    for (const { urn } of targetsOf(association, "subnetId", subnets)) {
      associated.add(urn);
      if (leads) {
        found.add(urn);
      }
    }
  }
  const vpcs = vpcsWithMain(resources, tables);
  for (const subnet of subnets.filter(({ urn }) => !associated.has(urn))) {
    if (targetsOf(subnet, "vpcId", vpcs).length > 0) {
      found.add(subnet.urn);
    }
  }
  return found;
}

/** VPCs whose main route table, which is for the subnets without another, is one of these. */
function vpcsWithMain(
  resources: readonly PolicyResource[],
  tables: readonly PolicyResource[],
): PolicyResource[] {
  const mains = ofTypes(resources, MAIN_TABLE);
  return ofTypes(resources, VPC).filter(vpc => {
    const own = mains.filter(main => targetsOf(main, "vpcId", [vpc]).length > 0);
    return own.length === 0
      ? tables.includes(vpc)
      : own.some(main => targetsOf(main, "routeTableId", tables).length > 0);
  });
}

function leadsToInternet(route: object): boolean {
  return DESTINATIONS.some(key => valuesAt(route, key).some(isInternet));
}
