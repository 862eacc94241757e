import { Values, asText, asValues } from "../values";
import { SubnetSpec } from "./subnet-layout";

/** Arguments of awsx.ec2.Vpc that the stand-in knows. */
export interface VpcArgs {
  cidrBlock?: string;
  subnetSpecs?: SubnetSpec[];
  natGateways?: { strategy?: string };
  tags?: Values;
  /** What goes to the VPC itself as it is. */
  vpc: Values;
}

const PASSED_ON = [
  "assignGeneratedIpv6CidrBlock",
  "enableDnsHostnames",
  "enableDnsSupport",
  "enableNetworkAddressUsageMetrics",
  "instanceTenancy",
  "region",
];

/** Arguments of the component that this stand-in has no behaviour for. */
const NOT_KNOWN = [
  "availabilityZoneCidrMask",
  "ipv4IpamPoolId",
  "ipv4NetmaskLength",
  "ipv6CidrBlock",
  "ipv6CidrBlockNetworkBorderGroup",
  "ipv6IpamPoolId",
  "ipv6NetmaskLength",
  "subnetNameTagStrategy",
  "vpcEndpointSpecs",
  "vpcEndpointStrategy",
];

/** Reads the component's arguments; throws for one that the stand-in cannot follow. */
export function readVpcArgs(name: string, args: Values): VpcArgs {
  const given = (key: string) => args[key] !== undefined;
  const unable = NOT_KNOWN.filter(given);
  if (unable.length > 0) {
    throw new Error(`awsx.ec2.Vpc "${name}": the stand-in does not know ${unable.join(", ")}`);
  }
  const strategy = asText(args.subnetStrategy);
  if (strategy !== "Auto") {
    throw new Error(
      `awsx.ec2.Vpc "${name}": the stand-in knows subnetStrategy "Auto"; got "${strategy || "Legacy"}"`,
    );
  }
  const nat = asText(asValues(args.natGateways).strategy) || "OnePerAz";
  if (!["none", "single", "oneperaz"].includes(nat.toLowerCase())) {
    throw new Error(`Unknown NatGatewayStrategy '${nat}'; use None, Single or OnePerAz`);
  }
  if (given("availabilityZoneNames") && given("numberOfAvailabilityZones")) {
    throw new Error(
      "Only one of [availabilityZoneNames] and [numberOfAvailabilityZones] can be specified",
    );
  }
  return {
    cidrBlock: args.cidrBlock as string | undefined,
    subnetSpecs: args.subnetSpecs as SubnetSpec[] | undefined,
    natGateways: { strategy: nat.toLowerCase() },
    tags: asValues(args.tags),
    vpc: Object.fromEntries(PASSED_ON.filter(given).map(key => [key, args[key]])),
  };
}
