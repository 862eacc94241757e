import type { DefaultNetworkAclArgs, NetworkAclArgs, NetworkAclRuleArgs } from "@pulumi/aws/ec2";

import { naclNoPublicAdminPorts } from "../../../policies/network/nacl-no-public-admin-ports";
import { unknownValue } from "../support/engine";
import { describeRule, ruleCases } from "../support/rule-cases";

const lets = (path: string) =>
  `${path} lets the internet in to FTP, SSH or RDP: allow other ports, or another range.`;
const allow = { ruleAction: "allow", protocol: "tcp", cidrBlock: "0.0.0.0/0" };
describeRule<NetworkAclRuleArgs>(naclNoPublicAdminPorts, "aws:ec2/networkAclRule:NetworkAclRule", [
  ["reports SSH", { ...allow, fromPort: 22, toPort: 22 }, [lets("cidrBlock")]],
  [
    "reports RDP over UDP",
    { ...allow, protocol: "17", fromPort: 3389, toPort: 3389 },
    [lets("cidrBlock")],
  ],
  [
    "reports it in capitals",
    { ...allow, ruleAction: "ALLOW", protocol: "ALL" },
    [lets("cidrBlock")],
  ],
  ["reports everything", { ...allow, protocol: "-1" }, [lets("cidrBlock")]],
  [
    "reports a range of ports, over IPv6",
    { ...allow, cidrBlock: undefined, ipv6CidrBlock: "::/0", fromPort: 0, toPort: 1024 },
    [lets("ipv6CidrBlock")],
  ],
  ["reports every port when none is said", allow, [lets("cidrBlock")]],
  ["accepts HTTPS", { ...allow, fromPort: 443, toPort: 443 }, []],
  ["accepts a denial", { ...allow, ruleAction: "deny", fromPort: 22, toPort: 22 }, []],
  ["accepts the way out", { ...allow, egress: true, protocol: "-1" }, []],
  ["accepts a private range", { ...allow, cidrBlock: "10.0.0.0/8", fromPort: 22, toPort: 22 }, []],
  ["accepts ping", { ...allow, protocol: "icmp" }, []],
  [
    "waits for what is not known yet",
    { ...allow, fromPort: 22, toPort: 22, cidrBlock: unknownValue },
    ["string value at .cidrBlock can't be known during preview"],
  ],
]);

describe(`${naclNoPublicAdminPorts.name}, inline`, () => {
  const line = (ruleNo: number, port: number, cidrBlock = "0.0.0.0/0") => ({
    ruleNo,
    action: "allow",
    protocol: "tcp",
    fromPort: port,
    toPort: port,
    cidrBlock,
  });
  ruleCases<NetworkAclArgs>(naclNoPublicAdminPorts, "aws:ec2/networkAcl:NetworkAcl", [
    [
      "reports each rule, and what is known beside what is not",
      { ingress: [line(1, 443), line(2, 22, unknownValue), line(3, 22), line(4, 3389)] },
      [
        `[Cidr::ingress[2].cidrBlock] ${lets("ingress[2].cidrBlock")}`,
        `[Cidr::ingress[3].cidrBlock] ${lets("ingress[3].cidrBlock")}`,
        "string value at .ingress.1.cidrBlock can't be known during preview",
      ],
    ],
    ["says nothing of the way out", { egress: [line(1, 22)] }, []],
    ["accepts none", {}, []],
  ]);
  ruleCases<DefaultNetworkAclArgs>(
    naclNoPublicAdminPorts,
    "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl",
    [
      [
        "reports the default ACL",
        { ingress: [line(1, 22)] },
        [`[Cidr::ingress[0].cidrBlock] ${lets("ingress[0].cidrBlock")}`],
      ],
    ],
  );
});
