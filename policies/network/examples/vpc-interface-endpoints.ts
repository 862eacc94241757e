import type { SubnetArgs, VpcArgs, VpcEndpointArgs } from "@pulumi/aws/ec2";
import type { ServiceArgs } from "@pulumi/aws/ecs";

import { resource } from "../../example";

const isolated = [
  resource<VpcArgs>("aws:ec2/vpc:Vpc", "shop", { cidrBlock: "10.0.0.0/16" }),
  resource<SubnetArgs>("aws:ec2/subnet:Subnet", "private-a", {}, { from: { vpcId: "shop.id" } }),
  resource<ServiceArgs>(
    "aws:ecs/service:Service",
    "orders",
    {},
    {
      from: { "networkConfiguration.subnets": ["private-a.id"] },
    },
  ),
];

export const config = { services: ["ecr.api", "ecr.dkr", "logs", "s3"] };

export const bad = isolated;

export const good = [
  ...isolated,
  ...config.services.map(service =>
    resource<VpcEndpointArgs>(
      "aws:ec2/vpcEndpoint:VpcEndpoint",
      service,
      {
        serviceName: `com.amazonaws.us-east-1.${service}`,
        vpcEndpointType: service === "s3" ? "Gateway" : "Interface",
      },
      { from: { vpcId: "shop.id" } },
    ),
  ),
];
