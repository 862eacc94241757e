import type { ContainerDefinition } from "@aws-sdk/client-ecs";
import type { ServiceArgs, TaskDefinitionArgs } from "@pulumi/aws/ecs";
import type { MountTargetArgs } from "@pulumi/aws/efs";
import type { InstanceArgs, ProxyArgs } from "@pulumi/aws/rds";

import { securityGroupWiderThanLink } from "../../../policies/network/security-group-wider-than-link";
import { unknownValue } from "../support/engine";
import { balancer, database, group, ingress, tcp } from "./groups";
import { Props } from "../support/rule-cases";
import { describeStackRule, member } from "../support/stack-cases";

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
    { from: { networkConfiguration: group(), taskDefinition: task(containerDefinitions) } },
  ),
];
const orders = service(
  containers(
    { name: "orders", portMappings: [{ containerPort: 3000 }] },
    { name: "sidecar", portMappings: [{ containerPort: 3001 }] },
  ),
);
const connected = (ingressPortOverride: number): Props<ServiceArgs> => ({
  serviceConnectConfiguration: {
    enabled: true,
    services: [{ portName: "http", ingressPortOverride }],
  },
});
describeStackRule(securityGroupWiderThanLink, [
  [
    "reports every port of a database",
    [group(), database, link(0, 65535, "rule")],
    [ports("every port", "5432")],
  ],
  ["reports another port", [group(), database, link(22, 22, "rule")], [ports("port 22", "5432")]],
  [
    "leaves a task with a range of ports",
    [
      ...service(containers({ name: "ftp", portMappings: [{ containerPortRange: "8000-8010" }] })),
      link(8000, 8010),
    ],
    [],
  ],
  [
    "knows the port of a Service Connect proxy",
    [...orders.slice(0, 2), { ...orders[2], props: connected(15000) }, link(15000)],
    [],
  ],
  [
    "leaves a task whose proxy's port is not known yet",
    [...orders.slice(0, 2), { ...orders[2], props: connected(unknownValue) }, link(15000)],
    [],
  ],
  ["accepts the database's own port", [group(), database, link(5432)], []],
  [
    "goes by the port that a database is given",
    [
      group(),
      member<InstanceArgs>(
        "aws:rds/instance:Instance",
        "db",
        { engine: "postgres", port: 15432 },
        { from: { vpcSecurityGroupIds: group() } },
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
        { from: { vpcSecurityGroupIds: group() } },
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
        { from: { securityGroups: group() } },
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
    "says nothing of ports that are not known yet",
    [...orders, ingress({ ...tcp(3000), toPort: unknownValue, referencedSecurityGroupId: "sg-1" })],
    [],
  ],
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
