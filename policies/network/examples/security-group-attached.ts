import type { SecurityGroupArgs } from "@pulumi/aws/ec2";
import type { ServiceArgs } from "@pulumi/aws/ecs";

import { resource } from "../../example";

const group = resource<SecurityGroupArgs>("aws:ec2/securityGroup:SecurityGroup", "orders", {
  description: "Tasks of orders",
});

export const bad = [group];

export const good = [
  group,
  resource<ServiceArgs>(
    "aws:ecs/service:Service",
    "service",
    {},
    {
      from: { "networkConfiguration.securityGroups": ["orders.id"] },
    },
  ),
];
