import { ConstructRequest, ConstructResponse } from "@pulumi/pulumi/proto/provider_pb";
import { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";

import { propertiesOf } from "../schema/properties";
import { fromStruct, toStruct } from "../server/messages";
import { UNKNOWN, Values, asList, asText, asValues, hasUnknown, isUnknown } from "../values";
import { Monitor, Registered } from "./monitor";
import { chosenZones, groupOutputs, resolveRefs } from "./vpc-outputs";
import { PlannedChild, planVpc, Ref, VpcPlan } from "./vpc-plan";
import { readVpcArgs } from "./vpc-args";

const TYPE = "awsx:ec2:Vpc";

/** Keys and marks of Pulumi's special values. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";

/** Arguments that decide which children there are; they must be known while planning. */
const DECIDING = [
  "availabilityZoneNames",
  "cidrBlock",
  "natGateways",
  "numberOfAvailabilityZones",
  "subnetSpecs",
  "subnetStrategy",
];

/** Makes the component awsx.ec2.Vpc: registers it and its children with the engine that asks. */
export async function constructVpc(request: ConstructRequest): Promise<ConstructResponse> {
  const args = plain(fromStruct(request.getInputs())) as Values;
  const name = request.getName();
  checkArgs(name, args);
  const monitor = new Monitor(request.getMonitorendpoint());
  try {
    const component = await monitor.send(componentOf(request));
    const provider = request.getProvidersMap().get("aws") ?? "";
    const zones = chosenZones(args, await zonesFor(args, monitor, provider));
    const plan = planVpc(name, readVpcArgs(name, args), zones);
    const sources = inputUrns(request);
    const children = await registerAll(plan, { monitor, provider, component, sources });
    const response = respond(plan, component, children);
    await monitor.registerOutputs(component.urn, response.getState() ?? toStruct({}));
    return response;
  } finally {
    monitor.close();
  }
}

function checkArgs(name: string, args: Values): void {
  const strange = Object.keys(args).filter(key => !propertiesOf(TYPE)?.inputs.includes(key));
  if (strange.length > 0) {
    throw new Error(`${TYPE} "${name}" has no input ${strange.join(", ")}`);
  }
  const unknown = DECIDING.filter(key => hasUnknown(args[key]));
  if (unknown.length > 0) {
    throw new Error(`${TYPE} "${name}": ${unknown.join(", ")} must be known while planning`);
  }
}

/** The component's own registration, with the options that its user gave. */
function componentOf(request: ConstructRequest): RegisterResourceRequest {
  const component = new RegisterResourceRequest()
    .setType(TYPE)
    .setName(request.getName())
    .setParent(request.getParent())
    .setCustom(false)
    .setObject(request.getInputs() ?? toStruct({}))
    .setDependenciesList(request.getDependenciesList())
    .setAliasesList(request.getAliasesList());
  if (request.hasProtect()) {
    component.setProtect(request.getProtect() === true);
  }
  request.getProvidersMap().forEach((reference, pkg) => {
    component.getProvidersMap().set(pkg, reference);
  });
  return component;
}

async function zonesFor(args: Values, monitor: Monitor, provider: string): Promise<string[]> {
  if (args.availabilityZoneNames !== undefined) {
    return [];
  }
  const token = "aws:index/getAvailabilityZones:getAvailabilityZones";
  return asList((await monitor.invoke(token, provider)).names).map(asText);
}

interface Place {
  monitor: Monitor;
  provider: string;
  component: Registered;
  /** What the component's arguments come from. */
  sources: readonly string[];
}

/** Registers each child as soon as its parent and what it refers to are there. */
async function registerAll(
  { children }: VpcPlan,
  { monitor, provider, component, sources }: Place,
): Promise<Map<string, Registered>> {
  const pending = new Map<string, Promise<Registered>>();
  const register = async (child: PlannedChild): Promise<Registered> => {
    const parent = child.parent === undefined ? component : await pending.get(child.parent);
    const refs = Object.entries(child.inputs).filter(([, value]) => value instanceof Ref);
    const found = new Map<string, Registered | undefined>();
    for (const [, ref] of refs as [string, Ref][]) {
      found.set(ref.child, await pending.get(ref.child));
    }
    const urnOf = (ref: Ref) => found.get(ref.child)?.urn ?? "";
    return monitor.register({
      type: child.type,
      name: child.name,
      parent: parent?.urn ?? component.urn,
      inputs: resolveRefs(child.inputs, ref => outputOf(found.get(ref.child), ref.output)),
      inputSources: Object.fromEntries(
        (refs as [string, Ref][]).map(([input, ref]) => [input, [urnOf(ref)]]),
      ),
      dependsOn: child.parent === undefined ? sources : [parent?.urn ?? ""],
      provider,
    });
  };
  children.forEach(child => pending.set(child.key, register(child)));
  const registered = await Promise.all(pending.values());
  return new Map([...pending.keys()].map((key, index) => [key, registered[index]]));
}

function outputOf(child: Registered | undefined, output: string): unknown {
  return output === "id" ? child?.id : plain(child?.outputs[output]);
}

/** The component's outputs; children in them are references that the program's SDK turns into resources. */
function respond(
  { children, specs }: VpcPlan,
  component: Registered,
  registered: Map<string, Registered>,
): ConstructResponse {
  const of = ({ key }: PlannedChild) => registered.get(key);
  const reference = (child: PlannedChild) => {
    const id = of(child)?.id;
    return { [SIGNATURE]: RESOURCE, urn: of(child)?.urn, id: isUnknown(id) ? "" : id };
  };
  const state = groupOutputs(children, specs, reference, child => of(child)?.id);
  const response = new ConstructResponse().setUrn(component.urn).setState(toStruct(state));
  const urns = groupOutputs(
    children,
    [],
    child => of(child)?.urn,
    child => of(child)?.urn,
  );
  for (const [output, list] of Object.entries(urns)) {
    const sources = new ConstructResponse.PropertyDependencies();
    sources.setUrnsList((Array.isArray(list) ? list : [list]) as string[]);
    response.getStatedependenciesMap().set(output, sources);
  }
  return response;
}

function inputUrns(request: ConstructRequest): string[] {
  const urns: string[] = [];
  request.getInputdependenciesMap().forEach(sources => urns.push(...sources.getUrnsList()));
  return [...new Set(urns)];
}

/** The values inside secrets and outputs; none of this component's arguments is one to hide. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const { [SIGNATURE]: mark, ...rest } = asValues(value);
  if (mark === SECRET || mark === OUTPUT) {
    return "value" in rest ? plain(rest.value) : UNKNOWN;
  }
  return Object.fromEntries(Object.entries(rest).map(([key, item]) => [key, plain(item)]));
}
