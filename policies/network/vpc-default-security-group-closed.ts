import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { isGiven } from "../given";
import { peek } from "../known";
import { itemsOf, ofTypes, targetsOf } from "../references";

const VPC = "aws:ec2/vpc:Vpc";
const DEFAULT_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";

/** AWS makes the group open among its members; to adopt it without rules is to close it. */
export const vpcDefaultSecurityGroupClosed: StackValidationPolicy = {
  name: "vpc-default-security-group-closed",
  description: "The default security group of each VPC lets nothing through.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["network"],
  framework: fsbp(
    "EC2.2",
    "VPC default security groups should not allow inbound or outbound traffic",
  ),
  remediationSteps:
    "Add an aws.ec2.DefaultSecurityGroup with the VPC's vpcId and neither ingress nor egress.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-2",
  validateStack: ({ resources }, report) => {
    const groups = ofTypes(resources, DEFAULT_GROUP);
    for (const group of groups.filter(isOpen)) {
      report("The default security group has rules: leave ingress and egress out.", group.urn);
    }
    const vpcs = ofTypes(resources, VPC);
    const adopted = new Set(groups.flatMap(group => targetsOf(group, "vpcId", vpcs)));
    for (const { urn } of vpcs.filter(vpc => !adopted.has(vpc))) {
      report(
        "The VPC's default security group is open among its members: add a DefaultSecurityGroup without rules.",
        urn,
      );
    }
  },
};

function isOpen(group: PolicyResource): boolean {
  return ["ingress", "egress"].some(
    direction =>
      isGiven(group, direction) &&
      itemsOf(peek(() => group.props[direction] as unknown)).length > 0,
  );
}
