import type { SecurityGroupArgs, SecurityGroupRuleArgs } from "@pulumi/aws/ec2";
import type { ServiceArgs, TaskDefinitionArgs } from "@pulumi/aws/ecs";
import type { MountTargetArgs } from "@pulumi/aws/efs";
import type { ReplicationGroupArgs } from "@pulumi/aws/elasticache";
import type { LoadBalancerArgs } from "@pulumi/aws/lb";
import type { InstanceArgs, ProxyArgs } from "@pulumi/aws/rds";
import type { SecurityGroupEgressRuleArgs, SecurityGroupIngressRuleArgs } from "@pulumi/aws/vpc";
import type { ContainerDefinition } from "@aws-sdk/client-ecs";

import { securityGroupAttached } from "../../../policies/network/security-group-attached";
import { securityGroupDataTierSources } from "../../../policies/network/security-group-data-tier-sources";
import { securityGroupNoPublicIngress } from "../../../policies/network/security-group-no-public-ingress";
import { securityGroupNoRuleManagementConflicts } from "../../../policies/network/security-group-no-rule-management-conflicts";
import { securityGroupWiderThanLink } from "../../../policies/network/security-group-wider-than-link";
import { Member, unknownValue } from "../support/engine";
import { Props } from "../support/rule-cases";
import { describeStackRule, member } from "./stack-cases";

const group = (props: Props<SecurityGroupArgs> = {}, name = "group") =>
  member<SecurityGroupArgs>("aws:ec2/securityGroup:SecurityGroup", name, props);
const tcp = (port: number, to: number = port) => ({
  ipProtocol: "tcp",
  fromPort: port,
  toPort: to,
});
/** A rule of the group. */
const ingress = (props: Props<SecurityGroupIngressRuleArgs>, name = "rule", of = group()) =>
  member<SecurityGroupIngressRuleArgs>(
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    name,
    props,
    { securityGroupId: of },
  );
const balancer = (
  props: Props<LoadBalancerArgs>,
  type = "aws:lb/loadBalancer:LoadBalancer",
): Member => member<LoadBalancerArgs>(type, "shop", props, { securityGroups: group() });
const database = member<InstanceArgs>(
  "aws:rds/instance:Instance",
  "db",
  { engine: "postgres" },
  { vpcSecurityGroupIds: group() },
);

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
    [open("cidrIpv4", "no known port")],
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
        { securityGroupId: group() },
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
        from: { vpcId: [] },
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
        { securityGroupIds: group() },
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
        {
          securityGroups: group(),
        },
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
        { securityGroupId: group() },
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
        { securityGroupId: group() },
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
      { ...group({ ingress: [inline], egress: unknownValue }), from: { vpcId: [] } },
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
        { securityGroupId: group() },
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
        { referencedSecurityGroupId: group() },
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

const ports = (said: string, listened: string, path = "", name = "rule") =>
  `${name}: [Port::${path}fromPort] ${path}fromPort and ${path}toPort open ${said}, and nothing behind listens on all of it: open ${listened}.`;
const address = (path: string) =>
  `rule: [Cidr::${path}] ${path} lets addresses in where other rules name security groups: name the client's group.`;
const link = (port: number, to: number = port, name = "link") =>
  ingress({ ...tcp(port, to), referencedSecurityGroupId: "sg-client" }, name);
/** A container as RegisterTaskDefinition's JSON spells it. */
const containers = (...definitions: ContainerDefinition[]) => JSON.stringify(definitions);
const task = (containerDefinitions: string) =>
  member<TaskDefinitionArgs>("aws:ecs/taskDefinition:TaskDefinition", "task", {
    containerDefinitions,
  });
const service = (containerDefinitions: string) => [
  group(),
  task(containerDefinitions),
  member<ServiceArgs>(
    "aws:ecs/service:Service",
    "orders",
    {},
    {
      networkConfiguration: group(),
      taskDefinition: task(containerDefinitions),
    },
  ),
];
const orders = service(
  containers(
    { name: "orders", portMappings: [{ containerPort: 3000 }] },
    { name: "sidecar", portMappings: [{ containerPort: 3001 }] },
  ),
);
describeStackRule(securityGroupWiderThanLink, [
  [
    "reports every port of a database",
    [group(), database, link(0, 65535, "rule")],
    [ports("every port", "5432")],
  ],
  ["reports another port", [group(), database, link(22, 22, "rule")], [ports("port 22", "5432")]],
  ["accepts the database's own port", [group(), database, link(5432)], []],
  [
    "goes by the port that a database is given",
    [
      group(),
      member<InstanceArgs>(
        "aws:rds/instance:Instance",
        "db",
        { engine: "postgres", port: 15432 },
        { vpcSecurityGroupIds: group() },
      ),
      link(15432),
      link(5432, 5432, "rule"),
    ],
    [ports("port 5432", "15432")],
  ],
  [
    "knows the port of a proxy by its family",
    [
      group(),
      member<ProxyArgs>(
        "aws:rds/proxy:Proxy",
        "proxy",
        { engineFamily: "POSTGRESQL" },
        { vpcSecurityGroupIds: group() },
      ),
      link(5432),
      link(3306, 3306, "rule"),
    ],
    [ports("port 3306", "5432")],
  ],
  [
    "knows the port of a file system, inline too",
    [
      group({ ingress: [{ protocol: "tcp", fromPort: 2049, toPort: 2050, self: true }] }),
      member<MountTargetArgs>(
        "aws:efs/mountTarget:MountTarget",
        "a",
        {},
        {
          securityGroups: group(),
        },
      ),
    ],
    [ports("ports 2049-2050", "2049", "ingress[0].", "group")],
  ],
  ["accepts the ports of each container", [...orders, link(3000), link(3000, 3001)], []],
  [
    "reports a port that no container has",
    [...orders, link(3000), link(8080, 8080, "rule")],
    [ports("port 8080", "3000, 3001")],
  ],
  [
    "reports a range of addresses beside a security group",
    [...orders, link(3000), ingress({ ...tcp(3001), cidrIpv4: "10.0.0.0/16" })],
    [address("cidrIpv4")],
  ],
  [
    "reports one that is not known yet",
    [...orders, link(3000), ingress({ ...tcp(3001), cidrIpv6: unknownValue })],
    [address("cidrIpv6")],
  ],
  [
    "accepts a range where nothing names a group",
    [...orders, ingress({ ...tcp(3000), cidrIpv4: "10.0.0.0/16" })],
    [],
  ],
  [
    "says nothing of ports while the containers are not known, or no list",
    [...service(unknownValue as string), link(8080)],
    [],
  ],
  ["says nothing of ports when the containers are no list", [...service("{"), link(8080)], []],
  [
    "says nothing of a group that guards what it cannot look into",
    [group(), link(0, 65535), balancer({})],
    [],
  ],
  [
    "says nothing of ping",
    [...orders, ingress({ ipProtocol: "icmp", cidrIpv4: "10.0.0.0/8" })],
    [],
  ],
]);
