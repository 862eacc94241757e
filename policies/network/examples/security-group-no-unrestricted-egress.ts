import type { SecurityGroupEgressRuleArgs } from "@pulumi/aws/vpc";

import { resource } from "../../example";

export const bad = [
  resource<SecurityGroupEgressRuleArgs>(
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
    "out",
    {
      securityGroupId: "sg-0123",
      ipProtocol: "-1",
      cidrIpv4: "0.0.0.0/0",
    },
  ),
];

export const good = [
  resource<SecurityGroupEgressRuleArgs>(
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
    "https",
    {
      securityGroupId: "sg-0123",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      prefixListId: "pl-6855ce84",
    },
  ),
];
