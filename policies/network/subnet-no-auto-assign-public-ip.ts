import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { isTaggedPublic, PublicTags, publicTagsSchema } from "../public-tags";
import { fixOn, onTypes } from "../resource";

interface Subnet {
  mapPublicIpOnLaunch?: boolean;
}

const SUBNETS = ["aws:ec2/subnet:Subnet"];

/**
 * Public subnets may: awsx gives theirs addresses and offers no choice, and they hold load balancers and
 * NAT gateways. Set publicTags to {} for AWS's own control, which is about every subnet.
 */
export const subnetNoAutoAssignPublicIp: ResourceValidationPolicy = {
  name: "subnet-no-auto-assign-public-ip",
  description: "Only public subnets give what is launched in them a public address.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["network"],
  framework: fsbp(
    "EC2.15",
    "Amazon EC2 subnets should not automatically assign public IP addresses",
  ),
  remediationSteps: "Leave mapPublicIpOnLaunch out, or set it to false.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-15",
  configSchema: publicTagsSchema,
  // Left out, it is false.
  validateResource: onTypes<Subnet>(SUBNETS, (subnet, report, args) => {
    if (subnet.mapPublicIpOnLaunch && !isTaggedPublic(subnet, args.getConfig<PublicTags>())) {
      report("What is launched here gets a public address: set mapPublicIpOnLaunch to false.");
    }
  }),
  remediateResource: fixOn<Subnet>(SUBNETS, (subnet, args) =>
    subnet.mapPublicIpOnLaunch && !isTaggedPublic(subnet, args.getConfig<PublicTags>())
      ? { mapPublicIpOnLaunch: false }
      : undefined,
  ),
};
