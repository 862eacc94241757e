import { policyMeaning } from "../checks/policy-document";
import { among, oneOf } from "../checks/rules";
import { digits, ec2Id, hex } from "../outputs/identity";
import { Values, asList, asText, at } from "../values";
import { Surroundings, TypeEntry } from "./type-entry";

/** Endpoints of a VPC for services. */
export const ec2Endpoints: Readonly<Record<string, TypeEntry>> = {
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
      among(
        ["vpcEndpointType", "serviceName", "subnetIds", "routeTableIds", "securityGroupIds"],
        fitsEndpointType,
      ),
    ],
    world: [serviceIsOfTheRegion, privateDnsNeedsVpcDns],
    unique: inputs => `${asText(inputs.vpcId)} ${asText(inputs.serviceName)}`,
  },
};

/** The prefix list of a service such as `com.amazonaws.us-east-1.s3`. */
export function prefixListId(serviceName: string): string {
  return `pl-${hex(serviceName, 8)}`;
}

/** A gateway leads to S3 and DynamoDB alone, through route tables; an interface has subnets. */
function fitsEndpointType({ vpcEndpointType, serviceName, ...inputs }: Values): string | undefined {
  const type = asText(vpcEndpointType) || "Gateway";
  const service = asText(serviceName);
  if (type === "Gateway" && service !== "" && !/\.(s3|dynamodb)$/.test(service)) {
    return `InvalidParameter: the VPC endpoint service ${service} does not support Gateway endpoints`;
  }
  const strange = { Gateway: ["subnetIds", "securityGroupIds"], Interface: ["routeTableIds"] }[
    type
  ];
  const given = (strange ?? []).filter(property => asList(inputs[property]).length > 0);
  return given.length > 0
    ? `InvalidParameter: ${given.join(" and ")} cannot be given for an endpoint of type ${type}`
    : undefined;
}

function serviceIsOfTheRegion({ inputs, region }: Surroundings): string[] {
  const service = asText(inputs.serviceName);
  const [, , of] = /^(cn\.)?com\.amazonaws\.([a-z]+(?:-[a-z]+)+-\d)\./.exec(service) ?? [];
  return of === undefined || inputs.serviceRegion !== undefined || of === region
    ? []
    : [`InvalidServiceName: the VPC endpoint service '${service}' does not exist`];
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
