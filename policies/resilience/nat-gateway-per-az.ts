import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";

import { eachKnown, peek } from "../known";
import { refersTo } from "../references";
import { PROD_ONLY } from "../tags";

/**
 * Follows each subnet's route. A stack with one NAT gateway has chosen to save, and is judged only when
 * `allowSingle` is off. A regional NAT gateway is in every zone.
 */
export const natGatewayPerAz: StackValidationPolicy = {
  name: "nat-gateway-per-az",
  description: "Each subnet goes out through a NAT gateway in its own zone.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["resilience", PROD_ONLY],
  remediationSteps: "Make a NAT gateway in each zone, and route each zone's subnets to their own.",
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html",
  configSchema: {
    properties: {
      allowSingle: {
        description: "Whether a stack may have one NAT gateway for all of its zones.",
        type: "boolean",
        default: true,
      },
    },
  },
  validateStack: (args, report) => {
    const of = (type: string) => args.resources.filter(resource => resource.type === type);
    const gateways = of("aws:ec2/natGateway:NatGateway");
    const { allowSingle } = args.getConfig<{ allowSingle: boolean }>();
    if (allowSingle && gateways.length === 1) {
      return;
    }
    const subnets = of("aws:ec2/subnet:Subnet");
    const tables = of("aws:ec2/routeTable:RouteTable");
    const routes = of("aws:ec2/route:Route");
    eachKnown(of("aws:ec2/routeTableAssociation:RouteTableAssociation"), association => {
      const subnet = subnets.find(candidate => refersTo(association, "subnetId", candidate));
      const table = tables.find(candidate => refersTo(association, "routeTableId", candidate));
      if (subnet === undefined || table === undefined) {
        return;
      }
      for (const gateway of gatewaysOf(table, routes, gateways)) {
        const home = subnets.find(candidate => refersTo(gateway, "subnetId", candidate));
        if (home !== undefined && areApart(subnet, home)) {
          report(
            "The subnet goes out through another zone and stops with it: route it to a NAT gateway in its own.",
            subnet.urn,
          );
        }
      }
    });
  },
};

/** The NAT gateways that a table's routes lead to, whether they are written in it or apart. */
function gatewaysOf(
  table: PolicyResource,
  routes: readonly PolicyResource[],
  gateways: readonly PolicyResource[],
): PolicyResource[] {
  const own = routes.filter(route => refersTo(route, "routeTableId", table));
  return gateways.filter(
    gateway =>
      own.some(route => refersTo(route, "natGatewayId", gateway)) ||
      table.propertyDependencies.routes?.includes(gateway),
  );
}

/** Zones that are not known, or named in different ways, are not apart. */
function areApart(...subnets: readonly PolicyResource[]): boolean {
  return ["availabilityZone", "availabilityZoneId"].some(key => {
    const [one, other] = subnets.map(({ props }) => peek(() => props[key] as unknown));
    return typeof one === "string" && typeof other === "string" && one !== other;
  });
}
