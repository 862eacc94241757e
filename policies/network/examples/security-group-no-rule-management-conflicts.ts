import type { SecurityGroupArgs } from "@pulumi/aws/ec2";
import type { SecurityGroupIngressRuleArgs } from "@pulumi/aws/vpc";

import { resource } from "../../example";

const http = { fromPort: 80, toPort: 80, cidrBlocks: ["10.0.0.0/16"] };
const rule = resource<SecurityGroupIngressRuleArgs>(
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  "web-https",
  { ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "10.0.0.0/16" },
  { from: { securityGroupId: "web.id" } },
);

export const bad = [
  resource<SecurityGroupArgs>("aws:ec2/securityGroup:SecurityGroup", "web", {
    ingress: [{ protocol: "tcp", ...http }],
  }),
  rule,
];

export const good = [
  resource<SecurityGroupArgs>("aws:ec2/securityGroup:SecurityGroup", "web", {
    description: "Way in",
  }),
  rule,
];
