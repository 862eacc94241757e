import { Values } from "../values";
import { PlacedSubnet, placeSubnets, resolveSpecs, SubnetSpec } from "./subnet-layout";
import { VpcArgs } from "./vpc-args";

/** Another child's output, filled in once it is there. */
export class Ref {
  constructor(
    readonly child: string,
    readonly output: string,
  ) {}
}

/** A resource that the component makes. */
export interface PlannedChild {
  /** Unique in the plan: the last part of its type and its name. */
  key: string;
  type: string;
  name: string;
  /** Key of its parent; none for the child of the component itself. */
  parent?: string;
  /** Inputs; a {@link Ref} stands for what another child gives. */
  inputs: Values;
}

/** What a VPC consists of. */
export interface VpcPlan {
  /** The kinds of subnet, with the sizes that awsx chooses where none are given. */
  specs: readonly SubnetSpec[];
  children: PlannedChild[];
}

/** Order within a zone: public subnets first, because NAT gateways live in them. */
const ORDER = ["public", "private", "isolated"];

/** The children of awsx.ec2.Vpc, in an order in which each comes after what it needs. */
export function planVpc(name: string, args: VpcArgs, zones: readonly string[]): VpcPlan {
  const { cidrBlock = "10.0.0.0/16", natGateways, tags, vpc } = args;
  const specs = resolveSpecs(args.subnetSpecs, cidrBlock, zones.length);
  const shared = { Name: name, ...tags };
  const nat = natGateways?.strategy ?? "oneperaz";
  const subnets = placeSubnets(name, cidrBlock, zones, specs);
  requireSubnetsForNat(nat, subnets);
  const own = child("vpc/Vpc", name, undefined, { ...vpc, cidrBlock, tags: shared });
  const gateway = child("internetGateway/InternetGateway", name, own, {
    vpcId: idOf(own),
    tags: shared,
  });
  const gateways: PlannedChild[] = [];
  const children = zones.flatMap((zone, index) =>
    subnets
      .filter(subnet => subnet.zone === zone && subnet.type.toLowerCase() !== "unused")
      .sort((a, b) => ORDER.indexOf(a.type.toLowerCase()) - ORDER.indexOf(b.type.toLowerCase()))
      .flatMap(subnet =>
        planSubnet(subnet, { name, index, nat, gateways, own, gateway, shared, tags }),
      ),
  );
  return { specs, children: [own, gateway, ...children] };
}

interface Surroundings {
  name: string;
  /** Number of the zone, from 0. */
  index: number;
  nat: string;
  /** NAT gateways so far; one more is added where the strategy wants it. */
  gateways: PlannedChild[];
  own: PlannedChild;
  gateway: PlannedChild;
  shared: Values;
  tags: Values | undefined;
}

function planSubnet(placed: PlacedSubnet, around: Surroundings): PlannedChild[] {
  const { own, shared } = around;
  const type = placed.type.toLowerCase();
  const ownTags = { Name: placed.name, SubnetType: placed.type };
  const subnet = child("subnet/Subnet", placed.name, own, {
    vpcId: idOf(own),
    availabilityZone: placed.zone,
    mapPublicIpOnLaunch: type === "public",
    cidrBlock: placed.cidrBlock,
    assignIpv6AddressOnCreation: false,
    tags: { ...shared, ...placed.tags, ...ownTags },
  });
  const table = child("routeTable/RouteTable", placed.name, subnet, {
    vpcId: idOf(own),
    tags: { ...shared, ...ownTags },
  });
  const association = child("routeTableAssociation/RouteTableAssociation", placed.name, table, {
    routeTableId: idOf(table),
    subnetId: idOf(subnet),
  });
  const nat = type === "public" ? planNat(subnet, around) : [];
  return [subnet, table, association, ...nat, ...planRoute(type, placed.name, table, around)];
}

/** An address and a NAT gateway, where the strategy wants one in this zone. */
function planNat(subnet: PlannedChild, around: Surroundings): PlannedChild[] {
  const { name, index, nat, gateways, tags } = around;
  const wanted = { none: 0, single: 1 }[nat] ?? index + 1;
  if (gateways.length >= wanted) {
    return [];
  }
  const natName = `${name}-${index + 1}`;
  const address = child("eip/Eip", natName, subnet, { tags: { ...tags, Name: natName } });
  const gateway = child("natGateway/NatGateway", natName, subnet, {
    subnetId: idOf(subnet),
    allocationId: new Ref(address.key, "allocationId"),
    tags: { ...tags, Name: natName },
  });
  gateways.push(gateway);
  return [address, gateway];
}

function planRoute(
  type: string,
  name: string,
  table: PlannedChild,
  { nat, gateway, gateways, index }: Surroundings,
): PlannedChild[] {
  const everywhere = { routeTableId: idOf(table), destinationCidrBlock: "0.0.0.0/0" };
  if (type === "public") {
    return [child("route/Route", name, table, { ...everywhere, gatewayId: idOf(gateway) })];
  }
  if (type === "private" && nat !== "none") {
    const natGatewayId = idOf(gateways[nat === "single" ? 0 : index]);
    return [child("route/Route", name, table, { ...everywhere, natGatewayId })];
  }
  return [];
}

function child(
  kind: string,
  name: string,
  parent: PlannedChild | undefined,
  inputs: Values,
): PlannedChild {
  const [module, type] = kind.split("/");
  return {
    key: `${type}:${name}`,
    type: `aws:ec2/${module}:${type}`,
    name,
    parent: parent?.key,
    inputs,
  };
}

function idOf({ key }: PlannedChild): Ref {
  return new Ref(key, "id");
}

function requireSubnetsForNat(nat: string, subnets: readonly PlacedSubnet[]): void {
  const types = new Set(subnets.map(({ type }) => type.toLowerCase()));
  if (nat !== "none" && !(types.has("public") && (types.has("private") || types.has("isolated")))) {
    throw new Error(
      "If NAT Gateway strategy is 'OnePerAz' or 'Single', public subnets must be declared to host the NAT Gateway resource, along with private or isolated subnets to route through it.",
    );
  }
}
