import { CloudAnswer, CloudQuestion } from "../outputs/question";
import { zonesOf } from "../outputs/regions";
import { Values, asList, asText } from "../values";
import { SubnetSpec } from "./subnet-layout";
import { PlannedChild, planVpc, Ref } from "./vpc-plan";
import { readVpcArgs } from "./vpc-args";

/** One of the component's outputs for each kind of child, made from the children. */
export function groupOutputs(
  children: readonly PlannedChild[],
  specs: readonly SubnetSpec[],
  valueOf: (child: PlannedChild) => unknown,
  idOf: (child: PlannedChild) => unknown,
): Values {
  const kind = (type: string) => children.filter(child => child.key.startsWith(`${type}:`));
  const subnets = (type: string) =>
    kind("Subnet").filter(
      ({ inputs }) =>
        asText((inputs.tags as Values).SubnetType).toLowerCase() === type.toLowerCase(),
    );
  const [vpc] = kind("Vpc");
  const [gateway] = kind("InternetGateway");
  return {
    vpc: valueOf(vpc),
    vpcId: idOf(vpc),
    internetGateway: valueOf(gateway),
    subnets: kind("Subnet").map(valueOf),
    publicSubnets: subnets("public").map(valueOf),
    privateSubnets: subnets("private").map(valueOf),
    isolatedSubnets: subnets("isolated").map(valueOf),
    publicSubnetIds: subnets("public").map(idOf),
    privateSubnetIds: subnets("private").map(idOf),
    isolatedSubnetIds: subnets("isolated").map(idOf),
    routeTables: kind("RouteTable").map(valueOf),
    routeTableAssociations: kind("RouteTableAssociation").map(valueOf),
    routes: kind("Route").map(valueOf),
    natGateways: kind("NatGateway").map(valueOf),
    eips: kind("Eip").map(valueOf),
    vpcEndpoints: [],
    subnetLayout: layoutOf(specs),
  };
}

/** The specs that were followed, without tags. */
function layoutOf(specs: readonly SubnetSpec[]): Values[] {
  return specs.map(({ type, name, cidrMask }) => ({
    type,
    ...(name !== undefined && { name }),
    ...(cidrMask !== undefined && { cidrMask, size: 2 ** (32 - cidrMask) }),
  }));
}

/** The children's inputs with what other children give in the place of references. */
export function resolveRefs(inputs: Values, outputOf: (ref: Ref) => unknown): Values {
  return Object.fromEntries(
    Object.entries(inputs).map(([key, value]) => [
      key,
      value instanceof Ref ? outputOf(value) : value,
    ]),
  );
}

/** The zones that the arguments ask for, of those that the region has. */
export function chosenZones(args: Values, available: readonly string[]): string[] {
  if (args.availabilityZoneNames !== undefined) {
    return asList(args.availabilityZoneNames).map(asText);
  }
  const count = Number(args.numberOfAvailabilityZones ?? 3);
  if (available.length < count) {
    throw new Error(
      `The configured region for this provider does not have at least ${count} Availability Zones`,
    );
  }
  return available.slice(0, count);
}

/** The component's outputs with each child as plain data, for mocks, where children are not registered. */
export function vpcOutputs(
  question: CloudQuestion & { urn: string; accountId: string },
  outputsOf: (type: string, question: CloudQuestion) => CloudAnswer,
): CloudAnswer {
  const { name, inputs, region, urn } = question;
  const args = readVpcArgs(name, inputs);
  const zones = chosenZones(
    inputs,
    zonesOf(region).map(zone => zone.name),
  );
  const { specs, children } = planVpc(name, args, zones);
  const done = new Map<string, CloudAnswer>();
  for (const child of children) {
    const resolved = resolveRefs(child.inputs, ({ child: key, output }) => {
      const answer = done.get(key);
      return output === "id" ? answer?.id : answer?.outputs[output];
    });
    const childUrn = `${urn}$${child.key}`;
    done.set(
      child.key,
      outputsOf(child.type, { ...question, name: child.name, urn: childUrn, inputs: resolved }),
    );
  }
  const idOf = ({ key }: PlannedChild) => done.get(key)?.id;
  const valueOf = (child: PlannedChild) => ({ id: idOf(child), ...done.get(child.key)?.outputs });
  return { id: "", outputs: { ...inputs, ...groupOutputs(children, specs, valueOf, idOf) } };
}
