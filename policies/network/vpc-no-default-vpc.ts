import type { ResourceValidationPolicy } from "@pulumi/policy";

import { onTypes } from "../resource";

export const vpcNoDefaultVpc: ResourceValidationPolicy = {
  name: "vpc-no-default-vpc",
  description: "Nothing is built on the account's default VPC.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["network"],
  remediationSteps: "Make a VPC with private subnets, and name its subnets instead.",
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc.html",
  validateResource: onTypes(
    ["aws:ec2/defaultVpc:DefaultVpc", "aws:ec2/defaultSubnet:DefaultSubnet"],
    (_, report) => {
      report("The default VPC's subnets are all public: make a VPC with private ones.");
    },
  ),
};
