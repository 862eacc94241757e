import { policyMeaning } from "../checks/policy-document";
import { among, oneOf } from "../checks/rules";
import { Cloud } from "../outputs/cloud";
import { digits, ec2Id, hex } from "../outputs/identity";
import { Values, asList, asText, at } from "../values";
import { Surroundings, TypeEntry } from "./type-entry";

const IGW_TAKEN = "Resource.AlreadyAssociated: the VPC has an internet gateway already";

/** Gateways, addresses and endpoints. */
export const ec2Gateways: Readonly<Record<string, TypeEntry>> = {
  "aws:ec2/internetGateway:InternetGateway": {
    replaces: [],
    outputs: cloud => {
      const id = cloud.ec2Id("igw");
      return { id, arn: cloud.arn("ec2", `internet-gateway/${id}`), ownerId: cloud.accountId };
    },
    world: [
      ({ inputs, others }) =>
        inputs.vpcId !== undefined &&
        others
          .all("aws:ec2/internetGateway:InternetGateway")
          .some(({ outputs }) => outputs.vpcId === inputs.vpcId)
          ? [IGW_TAKEN]
          : [],
    ],
  },
  "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment": {
    replaces: ["internetGatewayId", "vpcId"],
    outputs: cloud => ({ id: `${cloud.text("internetGatewayId")}:${cloud.text("vpcId")}` }),
    unique: inputs => asText(inputs.vpcId),
  },
  "aws:ec2/eip:Eip": {
    replaces: [
      "address",
      "customerOwnedIpv4Pool",
      "domain",
      "ipamPoolId",
      "networkBorderGroup",
      "publicIpv4Pool",
    ],
    outputs: cloud => {
      const id = cloud.ec2Id("eipalloc");
      const publicIp = addressOf(cloud.seed, "198.18");
      return {
        id,
        allocationId: id,
        arn: cloud.arn("ec2", `elastic-ip/${id}`),
        domain: "vpc",
        publicIp,
        publicDns: `ec2-${publicIp.replace(/\./g, "-")}.${cloud.region}.compute.${cloud.dnsSuffix}`,
        networkBorderGroup: cloud.region,
        publicIpv4Pool: "amazon",
        ptrRecord: "",
      };
    },
  },
  "aws:ec2/natGateway:NatGateway": {
    replaces: [
      "allocationId",
      "availabilityMode",
      "connectivityType",
      "privateIp",
      "subnetId",
      "vpcId",
    ],
    sets: ["secondaryAllocationIds", "secondaryPrivateIpAddresses"],
    outputs: cloud => ({
      id: cloud.ec2Id("nat"),
      connectivityType: "public",
      ...(isRegional(cloud.inputs) ? regionalNat(cloud) : zonalNat(cloud)),
    }),
    checks: [
      oneOf("connectivityType", ["public", "private"]),
      oneOf("availabilityMode", ["zonal", "regional"]),
      among(
        ["availabilityMode", "subnetId", "vpcId", "allocationId", "connectivityType"],
        fitsMode,
      ),
    ],
    world: [
      ({ inputs }) =>
        !isRegional(inputs) &&
        inputs.connectivityType !== "private" &&
        asText(inputs.allocationId) === ""
          ? ["MissingParameter: a public NAT gateway needs an allocationId"]
          : [],
      regionalNatNeedsGateway,
    ],
    unique: inputs => asText(inputs.allocationId) || undefined,
  },
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    replaces: [
      "resourceConfigurationArn",
      "serviceName",
      "serviceNetworkArn",
      "serviceRegion",
      "vpcEndpointType",
      "vpcId",
    ],
    sets: ["routeTableIds", "securityGroupIds", "subnetIds"],
    meanings: { policy: policyMeaning },
    outputs: cloud => {
      const id = cloud.ec2Id("vpce");
      const type = cloud.text("vpcEndpointType") || "Gateway";
      const service = cloud.text("serviceName");
      return {
        id,
        arn: cloud.arn("ec2", `vpc-endpoint/${id}`),
        ownerId: cloud.accountId,
        requesterManaged: false,
        state: "available",
        vpcEndpointType: type,
        privateDnsEnabled: false,
        ...(type === "Gateway"
          ? { prefixListId: prefixListId(service), cidrBlocks: ["52.216.0.0/15"] }
          : {
              dnsEntries: [
                {
                  dnsName: `${id}-${hex(id, 8)}.${service.split(".").pop()}.${cloud.region}.vpce.${cloud.dnsSuffix}`,
                  hostedZoneId: `Z${digits(cloud.region, 13)}`,
                },
              ],
              networkInterfaceIds: asList(cloud.inputs.subnetIds).map(subnet =>
                ec2Id("eni", `${id}${asText(subnet)}`),
              ),
            }),
      };
    },
    checks: [
      oneOf("vpcEndpointType", [
        "Gateway",
        "Interface",
        "GatewayLoadBalancer",
        "Resource",
        "ServiceNetwork",
      ]),
    ],
    world: [privateDnsNeedsVpcDns],
    unique: inputs => `${asText(inputs.vpcId)} ${asText(inputs.serviceName)}`,
  },
};

const isRegional = ({ availabilityMode }: Values) => asText(availabilityMode) === "regional";

/** In auto mode AWS finds the zones and the addresses by itself. */
function regionalNat(cloud: Cloud): Values {
  return {
    routeTableId: cloud.ec2Id("rtb"),
    autoProvisionZones: "enabled",
    autoScalingIps: "enabled",
    regionalNatGatewayAutoMode: "enabled",
    regionalNatGatewayAddresses: [],
  };
}

function zonalNat(cloud: Cloud): Values {
  return {
    availabilityMode: "zonal",
    associationId: cloud.ec2Id("eipassoc"),
    networkInterfaceId: cloud.ec2Id("eni"),
    privateIp: addressOf(cloud.seed, "10.0"),
    publicIp: asText(cloud.find(cloud.text("allocationId"))?.publicIp),
    vpcId: asText(cloud.find(cloud.text("subnetId"))?.vpcId),
  };
}

/** A gateway of a zone lives in a subnet; a regional one in the VPC, public, without an address of ours. */
function fitsMode(inputs: Values): string | undefined {
  const given = (property: string) => asText(inputs[property]) !== "";
  if (!isRegional(inputs)) {
    return given("subnetId") ? undefined : "zonal needs a subnetId";
  }
  const strange = ["subnetId", "allocationId"].filter(given);
  if (strange.length > 0 || inputs.connectivityType === "private") {
    return `regional is public and takes no ${strange.join(" and ") || "connectivityType private"}`;
  }
  return given("vpcId") ? undefined : "regional needs a vpcId";
}

function regionalNatNeedsGateway({ inputs, others }: Surroundings): string[] {
  const vpcId = asText(inputs.vpcId);
  const mayLookUp = isRegional(inputs) && others.find(vpcId, "aws:ec2/vpc:Vpc") !== undefined;
  const attached = [
    "aws:ec2/internetGateway:InternetGateway",
    "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment",
  ].some(type => others.all(type).some(({ outputs }) => outputs.vpcId === vpcId));
  return mayLookUp && !attached
    ? [`Gateway.NotAttached: Network ${vpcId} has no Internet gateway attached`]
    : [];
}

/** The prefix list of a service such as `com.amazonaws.us-east-1.s3`. */
export function prefixListId(serviceName: string): string {
  return `pl-${hex(serviceName, 8)}`;
}

/** The last two numbers of an address, 1 to 254, from a seed. */
function addressOf(seed: string, network: string): string {
  const [a, b] = [0, 2].map(
    start => (parseInt(hex(seed, 4).slice(start, start + 2), 16) % 254) + 1,
  );
  return `${network}.${a}.${b}`;
}

function privateDnsNeedsVpcDns({ inputs, others }: Surroundings): string[] {
  const vpc = others.find(asText(inputs.vpcId), "aws:ec2/vpc:Vpc");
  const off = ["enableDnsSupport", "enableDnsHostnames"].filter(
    attribute => vpc !== undefined && at(vpc.outputs, attribute) !== true,
  );
  return inputs.privateDnsEnabled === true && off.length > 0
    ? [
        `InvalidParameter: private DNS needs the VPC's enableDnsSupport and enableDnsHostnames; off: ${off.join(", ")}`,
      ]
    : [];
}
