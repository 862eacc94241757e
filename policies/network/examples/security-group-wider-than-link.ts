import type { SecurityGroupArgs } from "@pulumi/aws/ec2";
import type { InstanceArgs } from "@pulumi/aws/rds";
import type { SecurityGroupIngressRuleArgs } from "@pulumi/aws/vpc";

import { resource } from "../../example";

const database = [
  resource<SecurityGroupArgs>("aws:ec2/securityGroup:SecurityGroup", "data", {
    description: "PostgreSQL",
  }),
  resource<InstanceArgs>(
    "aws:rds/instance:Instance",
    "db",
    { engine: "postgres" },
    {
      from: { vpcSecurityGroupIds: ["data.id"] },
    },
  ),
];
const link = (fromPort: number, toPort: number) =>
  resource<SecurityGroupIngressRuleArgs>(
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    "orders-to-db",
    { ipProtocol: "tcp", fromPort, toPort, referencedSecurityGroupId: "sg-orders" },
    { from: { securityGroupId: "data.id" } },
  );

export const bad = [...database, link(0, 65535)];

export const good = [...database, link(5432, 5432)];
