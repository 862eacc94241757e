import type { SecurityGroupRuleArgs } from "@pulumi/aws/ec2";
import type { MountTargetArgs } from "@pulumi/aws/efs";
import type { ReplicationGroupArgs } from "@pulumi/aws/elasticache";
import type { SecurityGroupEgressRuleArgs, SecurityGroupIngressRuleArgs } from "@pulumi/aws/vpc";

import { securityGroupAttached } from "../../../policies/network/security-group-attached";
import { securityGroupDataTierSources } from "../../../policies/network/security-group-data-tier-sources";
import { securityGroupNoPublicIngress } from "../../../policies/network/security-group-no-public-ingress";
import { securityGroupNoRuleManagementConflicts } from "../../../policies/network/security-group-no-rule-management-conflicts";
import { unknownValue } from "../support/engine";
import { balancer, database, group, ingress, tcp } from "./groups";
import { describeStackRule, member } from "../support/stack-cases";

const open = (path: string, ports: string) =>
  `rule: [Cidr::${path}] ${path} opens ${ports} to the internet: name the security group that may connect.`;
const https = ingress({ ...tcp(443), cidrIpv4: "0.0.0.0/0" });
describeStackRule(securityGroupNoPublicIngress, [
  ["reports a group that guards nothing", [group(), https], [open("cidrIpv4", "port 443")]],
  ["reports a group that is not of this stack", [https], [open("cidrIpv4", "port 443")]],
  [
    "reports an internal load balancer",
    [group(), https, balancer({ internal: true })],
    [open("cidrIpv4", "port 443")],
  ],
  [
    "reports another port of a way in",
    [group(), ingress({ ...tcp(8443), cidrIpv6: "::/0" }), balancer({ internal: false })],
    [open("cidrIpv6", "port 8443")],
  ],
  [
    "reports more ports of a way in",
    [group(), ingress({ ...tcp(80, 443), cidrIpv4: "0.0.0.0/0" }), balancer({})],
    [open("cidrIpv4", "ports 80-443")],
  ],
  [
    "reports ping",
    [group(), ingress({ ipProtocol: "icmp", fromPort: 8, cidrIpv4: "0.0.0.0/0" }), balancer({})],
    [open("cidrIpv4", "ICMP")],
  ],
  ["accepts a load balancer that faces the internet", [group(), https, balancer({})], []],
  [
    "accepts one of the older type",
    [group(), https, balancer({}, "aws:alb/loadBalancer:LoadBalancer")],
    [],
  ],
  [
    "accepts a classic one",
    [group(), https, balancer({}, "aws:elb/loadBalancer:LoadBalancer")],
    [],
  ],
  [
    "accepts a group of two load balancers, one of which faces the internet",
    [group(), https, balancer({ internal: true }), { ...balancer({}), name: "admin" }],
    [],
  ],
  ["accepts a group named in the configuration", [group(), https], [], { publicGroups: ["group"] }],
  [
    "takes other ports from the configuration",
    [group(), https, balancer({})],
    [open("cidrIpv4", "port 443")],
    { ports: [80] },
  ],
  [
    "reports inline rules, and the older rule",
    [
      group({
        ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] }],
      }),
      member<SecurityGroupRuleArgs>(
        "aws:ec2/securityGroupRule:SecurityGroupRule",
        "rule",
        { type: "ingress", protocol: "-1", cidrBlocks: ["10.0.0.0/8", "0.0.0.0/0"] },
        { from: { securityGroupId: group() } },
      ),
    ],
    [
      open("ingress[0].cidrBlocks[0]", "port 22").replace("rule:", "group:"),
      open("cidrBlocks[1]", "every port"),
    ],
  ],
  [
    "says nothing of what the provider read back into a group",
    [
      {
        ...group({
          ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] }],
        }),
        filled: ["ingress"],
      },
    ],
    [],
  ],
  [
    "passes by a range that is not known yet, and judges the others",
    [
      group(),
      ingress({ ...tcp(443), cidrIpv4: unknownValue }, "first"),
      ingress({ ...tcp(443), cidrIpv4: "0.0.0.0/0" }),
    ],
    [open("cidrIpv4", "port 443")],
  ],
  ["accepts a private range", [group(), ingress({ ...tcp(22), cidrIpv4: "10.0.0.0/16" })], []],
]);

const data = (path: string, ports: string, name = "rule") =>
  `${name}: [Cidr::${path}] ${path} lets addresses in to data on ${ports}: name the client's security group instead.`;
describeStackRule(securityGroupDataTierSources, [
  [
    "reports a range on a port of data",
    [group(), ingress({ ...tcp(5432), cidrIpv4: "10.0.0.0/16" })],
    [data("cidrIpv4", "port 5432")],
  ],
  [
    "reports a range that is not known yet",
    [group(), ingress({ ...tcp(6379), cidrIpv4: unknownValue })],
    [data("cidrIpv4", "port 6379")],
  ],
  [
    "reports any port of a database",
    [group(), ingress({ ...tcp(22), cidrIpv4: "10.0.0.0/16" }), database],
    [data("cidrIpv4", "port 22")],
  ],
  [
    "reports it before ids are known, and inline",
    [
      group({
        ingress: [
          { protocol: "tcp", fromPort: 1, toPort: 9000, ipv6CidrBlocks: ["2001:db8::/64"] },
        ],
      }),
      member<ReplicationGroupArgs>(
        "aws:elasticache/replicationGroup:ReplicationGroup",
        "cache",
        { securityGroupIds: unknownValue },
        { from: { securityGroupIds: group() } },
      ),
    ],
    [data("ingress[0].ipv6CidrBlocks[0]", "ports 1-9000", "group")],
  ],
  [
    "reports a file system by its mount target",
    [
      group(),
      ingress({ ...tcp(111), cidrIpv4: "10.0.0.0/16" }),
      member<MountTargetArgs>(
        "aws:efs/mountTarget:MountTarget",
        "a",
        {},
        { from: { securityGroups: group() } },
      ),
    ],
    [data("cidrIpv4", "port 111")],
  ],
  [
    "accepts a security group",
    [group(), ingress({ ...tcp(5432), referencedSecurityGroupId: "sg-1" }), database],
    [],
  ],
  [
    "accepts a range on other ports of other groups",
    [
      group(),
      ingress({ ...tcp(443), cidrIpv4: "10.0.0.0/16" }),
      ingress({ ...tcp(5000, 6000), cidrIpv4: "10.0.0.0/16" }),
    ],
    [],
  ],
  [
    "accepts a range on other ports of a group from elsewhere",
    [ingress({ ...tcp(443), cidrIpv4: "10.0.0.0/16" })],
    [],
  ],
  [
    "takes ports from the configuration",
    [
      group(),
      ingress({ ...tcp(5432), cidrIpv4: "10.0.0.0/16" }, "pg"),
      ingress({ ...tcp(9042), cidrIpv4: "10.0.0.0/16" }),
    ],
    [data("cidrIpv4", "port 9042")],
    { ports: [9042] },
  ],
]);

const both = (direction: string) =>
  `group: [Inline::${direction}] ${direction} is inline and in resources of its own, and each undoes the other: leave ${direction} out.`;
const inline = { protocol: "tcp", fromPort: 80, toPort: 80, self: true };
describeStackRule(securityGroupNoRuleManagementConflicts, [
  [
    "reports ingress in both ways",
    [group({ ingress: [inline] }), ingress(tcp(443))],
    [both("ingress")],
  ],
  [
    "reports egress in both ways, in the older type",
    [
      group({ ingress: [inline], egress: [inline] }),
      member<SecurityGroupRuleArgs>(
        "aws:ec2/securityGroupRule:SecurityGroupRule",
        "out",
        { type: "egress", protocol: "-1" },
        { from: { securityGroupId: group() } },
      ),
    ],
    [both("egress")],
  ],
  [
    "reports it before ids are known",
    [
      group({ ingress: [inline] }),
      ingress({ ...tcp(443), securityGroupId: unknownValue, cidrIpv4: unknownValue }),
    ],
    [both("ingress")],
  ],
  [
    "accepts a way each for ingress and egress",
    [
      group({ ingress: [inline] }),
      member<SecurityGroupEgressRuleArgs>(
        "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
        "out",
        tcp(443),
        { from: { securityGroupId: group() } },
      ),
    ],
    [],
  ],
  ["accepts inline rules alone", [group({ ingress: [inline] })], []],
  ["accepts separate rules alone", [group(), ingress(tcp(443))], []],
  [
    "accepts inline rules beside another group's",
    [
      group({ ingress: [inline] }),
      group({}, "other"),
      ingress(tcp(443), "rule", group({}, "other")),
    ],
    [],
  ],
  [
    "accepts separate rules that the provider read back, or will",
    [
      { ...group({ ingress: [inline], egress: unknownValue }), filled: ["ingress", "egress"] },
      ingress(tcp(443)),
    ],
    [],
  ],
]);

const unused = "group: Nothing uses the security group: attach it, or remove it.";
describeStackRule(securityGroupAttached, [
  ["reports a group by itself", [group()], [unused]],
  ["reports one with rules", [group(), ingress(tcp(443))], [unused]],
  [
    "reports one with an older rule",
    [
      group(),
      member<SecurityGroupRuleArgs>(
        "aws:ec2/securityGroupRule:SecurityGroupRule",
        "rule",
        { type: "ingress" },
        { from: { securityGroupId: group() } },
      ),
    ],
    [unused],
  ],
  ["accepts one that guards something", [group(), database], []],
  [
    "accepts one that another lets in",
    [
      group(),
      member<SecurityGroupIngressRuleArgs>(
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        "rule",
        { ...tcp(80), referencedSecurityGroupId: unknownValue },
        { from: { referencedSecurityGroupId: group() } },
      ),
    ],
    [],
  ],
  [
    "judges each group",
    [group(), database, group({}, "other")],
    [unused.replace("group", "other")],
  ],
]);
