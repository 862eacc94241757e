import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { onTypes } from "../resource";

interface Group {
  vpcZoneIdentifiers?: readonly string[];
  availabilityZones?: readonly string[];
}

/** Which zones the subnets are in is seen by AWS alone. */
export const asgMultiAz: ResourceValidationPolicy = {
  name: "asg-multi-az",
  description: "Auto Scaling groups start instances in two zones or more.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["resilience"],
  framework: fsbp(
    "AutoScaling.2",
    "Amazon EC2 Auto Scaling group should cover multiple Availability Zones",
  ),
  remediationSteps: "Name subnets of at least two zones in vpcZoneIdentifiers.",
  url: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/auto-scaling-benefits.html",
  validateResource: onTypes<Group>(
    ["aws:autoscaling/group:Group"],
    ({ vpcZoneIdentifiers, availabilityZones }, report) => {
      if ((vpcZoneIdentifiers?.length ?? 0) + (availabilityZones?.length ?? 0) < 2) {
        report("The group stops with its zone: name subnets of two zones in vpcZoneIdentifiers.");
      }
    },
  ),
};
