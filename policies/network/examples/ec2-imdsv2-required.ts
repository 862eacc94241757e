import type { InstanceArgs } from "@pulumi/aws/ec2";

import { resource } from "../../example";

const instance = { ami: "ami-0123", instanceType: "t4g.small" };
export const bad = [resource<InstanceArgs>("aws:ec2/instance:Instance", "worker", instance)];

export const good = [
  resource<InstanceArgs>("aws:ec2/instance:Instance", "worker", {
    ...instance,
    metadataOptions: { httpTokens: "required" },
  }),
];
