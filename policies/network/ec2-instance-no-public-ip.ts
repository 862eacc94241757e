import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { eachKnown } from "../known";
import { finding, onTypes } from "../resource";
import { LAUNCHERS } from "../launchers";

/** A launch template writes booleans as text. */
interface Launch {
  associatePublicIpAddress?: boolean | string;
  networkInterfaces?: readonly Launch[];
}

export const ec2InstanceNoPublicIp: ResourceValidationPolicy = {
  name: "ec2-instance-no-public-ip",
  description: "EC2 instances have no public address.",
  enforcementLevel: "advisory",
  severity: "high",
  tags: ["network"],
  framework: fsbp("EC2.9", "Amazon EC2 instances should not have a public IPv4 address"),
  remediationSteps:
    "Set associatePublicIpAddress to false before the instance is created; reach it through Session Manager.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-9",
  validateResource: onTypes<Launch>(LAUNCHERS, (launch, report) => {
    // Left out, it is as the subnet says, of which subnet-no-auto-assign-public-ip speaks.
    if (isTrue(launch)) {
      report("The instance gets a public address: set associatePublicIpAddress to false.");
    }
    eachKnown(launch.networkInterfaces ?? [], (each, index) => {
      if (isTrue(each)) {
        const path = `networkInterfaces[${index}].associatePublicIpAddress`;
        const problem = `Instances get a public address: set ${path} to false.`;
        report(finding(`Interface::${index}`, problem));
      }
    });
  }),
};

function isTrue({ associatePublicIpAddress }: Launch): boolean {
  return String(associatePublicIpAddress) === "true";
}
