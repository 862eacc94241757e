import { contains, overlap, parseCidr } from "../checks/cidr";
import { among, oneOf } from "../checks/rules";
import { zonesOf } from "../outputs/regions";
import { ec2Id, hex } from "../outputs/identity";
import { asText, asValues } from "../values";
import { Surroundings, TypeEntry } from "./type-entry";

const VPC = "aws:ec2/vpc:Vpc";
const SUBNET = "aws:ec2/subnet:Subnet";

/** The block is IPv4, on its own boundary, and of a size that EC2 takes. */
const blockSize = among(["cidrBlock"], ({ cidrBlock }) => {
  const range = parseCidr(asText(cidrBlock));
  if (cidrBlock === undefined) {
    return undefined;
  }
  return range !== undefined && range.bits >= 16 && range.bits <= 28
    ? undefined
    : `InvalidVpc.Range: the CIDR '${asText(cidrBlock)}' is invalid; use an IPv4 block from /16 to /28 that begins on its boundary`;
});

/** VPC, subnets and what routes between them. */
export const ec2Vpc: Readonly<Record<string, TypeEntry>> = {
  [VPC]: {
    replaces: ["cidrBlock", "instanceTenancy", "ipv4IpamPoolId", "ipv4NetmaskLength"],
    outputs: cloud => {
      const id = cloud.ec2Id("vpc");
      const mainRouteTableId = ec2Id("rtb", id);
      return {
        id,
        arn: cloud.arn("ec2", `vpc/${id}`),
        defaultNetworkAclId: ec2Id("acl", id),
        defaultRouteTableId: mainRouteTableId,
        mainRouteTableId,
        defaultSecurityGroupId: ec2Id("sg", id),
        dhcpOptionsId: ec2Id("dopt", cloud.region),
        ownerId: cloud.accountId,
        enableDnsHostnames: false,
        enableDnsSupport: true,
        enableNetworkAddressUsageMetrics: false,
        instanceTenancy: "default",
        ...(cloud.inputs.assignGeneratedIpv6CidrBlock === true && {
          ipv6AssociationId: ec2Id("vpc-cidr-assoc", id),
          ipv6CidrBlock: `2600:1f18:${hex(id, 4)}:${hex(`6:${id}`, 2)}00::/56`,
        }),
      };
    },
    checks: [blockSize, oneOf("instanceTenancy", ["default", "dedicated"])],
  },
  [SUBNET]: {
    replaces: [
      "availabilityZone",
      "availabilityZoneId",
      "cidrBlock",
      "ipv4IpamPoolId",
      "ipv4NetmaskLength",
      "ipv6Native",
      "outpostArn",
      "vpcId",
    ],
    outputs: cloud => {
      const id = cloud.ec2Id("subnet");
      const zones = zonesOf(cloud.region);
      const zone = zones.find(z => z.name === cloud.text("availabilityZone")) ?? zones[0];
      return {
        id,
        arn: cloud.arn("ec2", `subnet/${id}`),
        availabilityZone: zone.name,
        availabilityZoneId: zone.zoneId,
        ownerId: cloud.accountId,
        assignIpv6AddressOnCreation: false,
        mapPublicIpOnLaunch: false,
        enableDns64: false,
        privateDnsHostnameTypeOnLaunch: "ip-name",
      };
    },
    checks: [blockSize],
    world: [fitsItsVpc, isInItsRegion],
    unique: () => undefined,
  },
  "aws:ec2/routeTable:RouteTable": {
    replaces: ["vpcId"],
    sets: ["routes", "propagatingVgws"],
    outputs: cloud => {
      const id = cloud.ec2Id("rtb");
      const ownerId = cloud.accountId;
      return { id, arn: cloud.arn("ec2", `route-table/${id}`), ownerId, routes: [] };
    },
  },
  "aws:ec2/route:Route": {
    replaces: [
      "routeTableId",
      "destinationCidrBlock",
      "destinationIpv6CidrBlock",
      "destinationPrefixListId",
    ],
    outputs: cloud => ({
      id: `r-${cloud.text("routeTableId")}${hex(destination(cloud.inputs), 10)}`,
      origin: "CreateRoute",
      state: "active",
      instanceId: "",
      instanceOwnerId: "",
    }),
    unique: inputs => `${asText(inputs.routeTableId)} ${destination(inputs)}`,
  },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": {
    replaces: ["subnetId", "gatewayId"],
    outputs: cloud => ({ id: cloud.ec2Id("rtbassoc") }),
    unique: inputs => asText(inputs.subnetId) || asText(inputs.gatewayId),
  },
  "aws:ec2/flowLog:FlowLog": {
    replaces: [
      "deliverCrossAccountRole",
      "destinationOptions",
      "eniId",
      "iamRoleArn",
      "logDestination",
      "logDestinationType",
      "logFormat",
      "maxAggregationInterval",
      "regionalNatGatewayId",
      "subnetId",
      "trafficType",
      "transitGatewayAttachmentId",
      "transitGatewayId",
      "vpcId",
    ],
    outputs: cloud => {
      const id = cloud.ec2Id("fl");
      return {
        id,
        arn: cloud.arn("ec2", `vpc-flow-log/${id}`),
        logDestinationType: "cloud-watch-logs",
        maxAggregationInterval: 600,
      };
    },
    checks: [
      oneOf("trafficType", ["ACCEPT", "REJECT", "ALL"]),
      oneOf("maxAggregationInterval", [60, 600]),
      oneOf("logDestinationType", ["cloud-watch-logs", "s3", "kinesis-data-firehose"]),
    ],
    world: [
      ({ inputs, others }) =>
        asText(inputs.logDestination).includes(":logs:") &&
        others.find(asText(inputs.logDestination)) === undefined
          ? [`LogDestination not found: ${asText(inputs.logDestination)}`]
          : [],
    ],
  },
};

function destination(inputs: object): string {
  const { destinationCidrBlock, destinationIpv6CidrBlock, destinationPrefixListId } =
    asValues(inputs);
  return asText(destinationCidrBlock ?? destinationIpv6CidrBlock ?? destinationPrefixListId);
}

/** The subnet lies inside its VPC and shares no address with another subnet of it. */
function fitsItsVpc({ inputs, others }: Surroundings): string[] {
  const range = parseCidr(asText(inputs.cidrBlock));
  const vpc = others.find(asText(inputs.vpcId), VPC);
  if (range === undefined || vpc === undefined) {
    return [];
  }
  const block = asText(inputs.cidrBlock);
  const whole = parseCidr(asText(vpc.outputs.cidrBlock));
  if (whole !== undefined && !contains(whole, range)) {
    return [
      `InvalidSubnet.Range: the CIDR '${block}' is not inside that of the VPC, ${asText(vpc.outputs.cidrBlock)}`,
    ];
  }
  return others
    .all(SUBNET)
    .filter(({ outputs }) => outputs.vpcId === inputs.vpcId)
    .map(({ outputs }) => asText(outputs.cidrBlock))
    .filter(other => overlap(parseCidr(other) ?? { first: -1, last: -1, bits: 32 }, range))
    .map(other => `InvalidSubnet.Conflict: the CIDR '${block}' conflicts with subnet ${other}`);
}

function isInItsRegion({ inputs, region }: Surroundings): string[] {
  const zone = asText(inputs.availabilityZone);
  const names = zonesOf(asText(inputs.region) || region).map(z => z.name);
  return zone === "" || names.includes(zone)
    ? []
    : [
        `InvalidParameterValue: value (${zone}) for availabilityZone is invalid; use one of ${names.join(", ")}`,
      ];
}
