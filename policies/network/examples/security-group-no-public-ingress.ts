import type { SecurityGroupArgs } from "@pulumi/aws/ec2";
import type { LoadBalancerArgs } from "@pulumi/aws/lb";
import type { SecurityGroupIngressRuleArgs } from "@pulumi/aws/vpc";

import { resource } from "../../example";

const https = { ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "0.0.0.0/0" };
const group = resource<SecurityGroupArgs>("aws:ec2/securityGroup:SecurityGroup", "web", {
  description: "Load balancer",
});
const rule = resource<SecurityGroupIngressRuleArgs>(
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  "web-https",
  https,
  {
    from: { securityGroupId: "web.id" },
  },
);

export const bad = [group, rule];

/** The group of a load balancer that faces the internet. */
export const good = [
  group,
  rule,
  resource<LoadBalancerArgs>(
    "aws:lb/loadBalancer:LoadBalancer",
    "shop",
    { internal: false },
    {
      from: { securityGroups: ["web.id"] },
    },
  ),
];
