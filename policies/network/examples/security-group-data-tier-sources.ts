import type { SecurityGroupIngressRuleArgs } from "@pulumi/aws/vpc";

import { resource } from "../../example";

const postgres = { ipProtocol: "tcp", fromPort: 5432, toPort: 5432, securityGroupId: "sg-db" };

export const bad = [
  resource<SecurityGroupIngressRuleArgs>(
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    "db",
    { ...postgres, cidrIpv4: "10.0.0.0/16" },
  ),
];

export const good = [
  resource<SecurityGroupIngressRuleArgs>(
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    "db",
    {
      ...postgres,
      referencedSecurityGroupId: "sg-orders",
    },
  ),
];
