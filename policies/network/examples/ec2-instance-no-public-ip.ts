import type { InstanceArgs } from "@pulumi/aws/ec2";

import { resource } from "../../example";

const instance = { ami: "ami-0123", instanceType: "t4g.small", subnetId: "subnet-0123" };
export const bad = [
  resource<InstanceArgs>("aws:ec2/instance:Instance", "worker", {
    ...instance,
    associatePublicIpAddress: true,
  }),
];

export const good = [resource<InstanceArgs>("aws:ec2/instance:Instance", "worker", instance)];
