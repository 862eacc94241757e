import type { NetworkAclRuleArgs } from "@pulumi/aws/ec2";

import { resource } from "../../example";

const rule = {
  networkAclId: "acl-0123",
  ruleNumber: 100,
  ruleAction: "allow",
  protocol: "tcp",
  fromPort: 22,
  toPort: 22,
  cidrBlock: "0.0.0.0/0",
};
export const bad = [
  resource<NetworkAclRuleArgs>("aws:ec2/networkAclRule:NetworkAclRule", "in", rule),
];

export const good = [
  resource<NetworkAclRuleArgs>("aws:ec2/networkAclRule:NetworkAclRule", "in", {
    ...rule,
    fromPort: 443,
    toPort: 443,
  }),
];
