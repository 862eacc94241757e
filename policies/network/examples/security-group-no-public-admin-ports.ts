import type { SecurityGroupIngressRuleArgs } from "@pulumi/aws/vpc";

import { resource } from "../../example";

const ssh = { ipProtocol: "tcp", fromPort: 22, toPort: 22, securityGroupId: "sg-0123" };

export const bad = [
  resource<SecurityGroupIngressRuleArgs>(
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    "ssh",
    { ...ssh, cidrIpv4: "0.0.0.0/0" },
  ),
];

export const good = [
  resource<SecurityGroupIngressRuleArgs>(
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    "ssh",
    {
      ...ssh,
      referencedSecurityGroupId: "sg-4567",
    },
  ),
];
