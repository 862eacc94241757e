import type { SecurityGroupArgs, SecurityGroupRuleArgs } from "@pulumi/aws/ec2";
import type { SecurityGroupEgressRuleArgs, SecurityGroupIngressRuleArgs } from "@pulumi/aws/vpc";

import { securityGroupDescription } from "../../../policies/network/security-group-description";
import { securityGroupNoPublicAdminPorts } from "../../../policies/network/security-group-no-public-admin-ports";
import { securityGroupNoUnrestrictedEgress } from "../../../policies/network/security-group-no-unrestricted-egress";
import { unknownValue } from "../support/engine";
import { describeRule, ruleCases } from "../support/rule-cases";

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const OLD_RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

const opens = (path: string, ports: string) =>
  `${path} opens ${ports} to the internet: name the security group that may connect.`;
const tcp = (port: number, to: number = port) => ({
  ipProtocol: "tcp",
  fromPort: port,
  toPort: to,
});

describeRule<SecurityGroupIngressRuleArgs>(securityGroupNoPublicAdminPorts, INGRESS, [
  ["reports SSH", { ...tcp(22), cidrIpv4: "0.0.0.0/0" }, [opens("cidrIpv4", "port 22")]],
  ["reports IPv6", { ...tcp(3389), cidrIpv6: "::/0" }, [opens("cidrIpv6", "port 3389")]],
  [
    "reports half of the internet",
    { ...tcp(5432), cidrIpv4: "128.0.0.0/1" },
    [opens("cidrIpv4", "port 5432")],
  ],
  [
    "reports a range with such a port in it",
    { ...tcp(6000, 6400), cidrIpv4: "0.0.0.0/0" },
    [opens("cidrIpv4", "ports 6000-6400, 6379 among them,")],
  ],
  [
    "reports every protocol, whatever the ports",
    { ipProtocol: "-1", cidrIpv4: "0.0.0.0/0" },
    [opens("cidrIpv4", "every port, 20 among them,")],
  ],
  [
    "reports a protocol without ports said, which is all of them",
    { ipProtocol: "tcp", cidrIpv4: "0.0.0.0/0" },
    [opens("cidrIpv4", "every port, 20 among them,")],
  ],
  ["accepts HTTPS", { ...tcp(443), cidrIpv4: "0.0.0.0/0" }, []],
  ["accepts ping", { ipProtocol: "icmp", fromPort: 8, toPort: 0, cidrIpv4: "0.0.0.0/0" }, []],
  ["accepts a private range", { ...tcp(22), cidrIpv4: "10.0.0.0/8" }, []],
  ["accepts a private range of IPv6", { ...tcp(22), cidrIpv6: "fc00::/7" }, []],
  ["accepts a security group", { ...tcp(22), referencedSecurityGroupId: unknownValue }, []],
  ["passes by a range that is not known yet", { ...tcp(22), cidrIpv4: unknownValue }, []],
  [
    "passes by a port that is not known yet",
    { ...tcp(22), fromPort: unknownValue, cidrIpv4: "0.0.0.0/0" },
    [],
  ],
]);

describe(`${securityGroupNoPublicAdminPorts.name}, elsewhere`, () => {
  ruleCases<SecurityGroupArgs>(securityGroupNoPublicAdminPorts, GROUP, [
    [
      "reports each inline range",
      {
        ingress: [
          { protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] },
          {
            protocol: "tcp",
            fromPort: 22,
            toPort: 22,
            cidrBlocks: ["10.0.0.0/8", "0.0.0.0/0"],
            ipv6CidrBlocks: ["::/0"],
          },
        ],
      },
      [
        opens("ingress[1].cidrBlocks[1]", "port 22"),
        opens("ingress[1].ipv6CidrBlocks[0]", "port 22"),
      ],
    ],
    [
      "says nothing about the way out",
      { egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }] },
      [],
    ],
    ["accepts no rules", {}, []],
    ["passes by rules that are not known yet", { ingress: unknownValue }, []],
  ]);
  ruleCases<SecurityGroupRuleArgs>(securityGroupNoPublicAdminPorts, OLD_RULE, [
    [
      "reports the older rule",
      { type: "ingress", protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] },
      [opens("cidrBlocks[0]", "port 22")],
    ],
    [
      "says nothing about the way out",
      { type: "egress", protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] },
      [],
    ],
  ]);
});

const lets = (path: string) =>
  `[Cidr::${path}] ${path} lets out every port to the internet: name the ports, and the groups or prefix lists behind them.`;
describeRule<SecurityGroupEgressRuleArgs>(securityGroupNoUnrestrictedEgress, EGRESS, [
  ["reports everything", { ipProtocol: "-1", cidrIpv4: "0.0.0.0/0" }, [lets("cidrIpv4")]],
  ["reports every port", { ...tcp(0, 65535), cidrIpv6: "::/0" }, [lets("cidrIpv6")]],
  ["accepts one port", { ...tcp(443), cidrIpv4: "0.0.0.0/0" }, []],
  ["accepts the low ports", { ...tcp(0, 1023), cidrIpv4: "0.0.0.0/0" }, []],
  ["accepts the high ports", { ...tcp(1024, 65535), cidrIpv4: "0.0.0.0/0" }, []],
  ["accepts everything to a prefix list", { ipProtocol: "-1", prefixListId: "pl-0123" }, []],
  ["accepts everything in the network", { ipProtocol: "-1", cidrIpv4: "10.0.0.0/16" }, []],
  ["passes by what is not known yet", { ipProtocol: "-1", cidrIpv4: unknownValue }, []],
]);

describe(`${securityGroupNoUnrestrictedEgress.name}, elsewhere`, () => {
  const everything = { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] };
  ruleCases<SecurityGroupArgs>(securityGroupNoUnrestrictedEgress, GROUP, [
    ["reports it inline", { egress: [everything] }, [lets("egress[0].cidrBlocks[0]")]],
    ["accepts none, by which nothing gets out", {}, []],
    ["says nothing about the way in", { ingress: [everything] }, []],
  ]);
  ruleCases<SecurityGroupRuleArgs>(securityGroupNoUnrestrictedEgress, OLD_RULE, [
    ["reports the older rule", { type: "egress", ...everything }, [lets("cidrBlocks[0]")]],
    ["passes by a direction not known yet", { type: unknownValue, ...everything }, []],
  ]);
});

const mute = "[Description] It does not say what it is for: set description.";
describeRule<SecurityGroupArgs>(securityGroupDescription, GROUP, [
  ["reports a group that says nothing", {}, [mute]],
  ["reports what the providers write", { description: "Managed by Pulumi" }, [mute]],
  ["reports the same of Terraform's", { description: "Managed by Terraform" }, [mute]],
  [
    "reports each inline rule that says nothing",
    {
      description: "Orders",
      ingress: [
        { protocol: "tcp", fromPort: 80, toPort: 80, description: "HTTP from the load balancer" },
        { protocol: "tcp", fromPort: 81, toPort: 81 },
      ],
      egress: [{ protocol: "tcp", fromPort: 443, toPort: 443, description: "" }],
    },
    [
      "[Description::ingress[1]] The rule does not say what it is for: set ingress[1].description.",
      "[Description::egress[0]] The rule does not say what it is for: set egress[0].description.",
    ],
  ],
  ["accepts a described group", { description: "Tasks of orders" }, []],
  ["accepts one that is not known yet", { description: unknownValue }, []],
]);

describe(`${securityGroupDescription.name}, elsewhere`, () => {
  ruleCases<SecurityGroupIngressRuleArgs>(securityGroupDescription, INGRESS, [
    ["reports a rule that says nothing", tcp(443), [mute]],
    ["accepts a described one", { ...tcp(443), description: "HTTPS from orders" }, []],
  ]);
  ruleCases<SecurityGroupRuleArgs>(securityGroupDescription, OLD_RULE, [
    ["reports the older rule", { type: "egress", protocol: "tcp" }, [mute]],
  ]);
});
