import type { SecurityGroupArgs } from "@pulumi/aws/ec2";
import type { LoadBalancerArgs } from "@pulumi/aws/lb";
import type { InstanceArgs } from "@pulumi/aws/rds";
import type { SecurityGroupIngressRuleArgs } from "@pulumi/aws/vpc";

import { Member } from "../support/engine";
import { Props } from "../support/rule-cases";
import { member } from "../support/stack-cases";

/** A security group. */
export const group = (props: Props<SecurityGroupArgs> = {}, name = "group") =>
  member<SecurityGroupArgs>("aws:ec2/securityGroup:SecurityGroup", name, props);
/** One port, or a range of them. */
export const tcp = (port: number, to: number = port) => ({
  ipProtocol: "tcp",
  fromPort: port,
  toPort: to,
});
/** A rule of the group. */
export const ingress = (props: Props<SecurityGroupIngressRuleArgs>, name = "rule", of = group()) =>
  member<SecurityGroupIngressRuleArgs>(
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    name,
    props,
    { from: { securityGroupId: of } },
  );
/** A load balancer behind the group. */
export const balancer = (
  props: Props<LoadBalancerArgs>,
  type = "aws:lb/loadBalancer:LoadBalancer",
): Member => member<LoadBalancerArgs>(type, "shop", props, { from: { securityGroups: group() } });
/** A database behind the group. */
export const database = member<InstanceArgs>(
  "aws:rds/instance:Instance",
  "db",
  { engine: "postgres" },
  { from: { vpcSecurityGroupIds: group() } },
);
