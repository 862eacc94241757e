import type { StackValidationPolicy } from "@pulumi/policy";

import { isTaggedPublic, PublicTags, publicTagsSchema } from "../public-tags";
import { publicSubnets, subnetsOf } from "../subnets";

export const routePrivateSubnetsNoIgw: StackValidationPolicy = {
  name: "route-private-subnets-no-igw",
  description: "Only subnets that are tagged as public have a route to an internet gateway.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["network"],
  remediationSteps:
    "Associate the subnet with a route table that leads to a NAT gateway or nowhere, or tag it as public.",
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html",
  configSchema: publicTagsSchema,
  validateStack: (args, report) => {
    const { resources } = args;
    const config = args.getConfig<PublicTags>();
    const open = publicSubnets(resources);
    const [tag] = Object.entries(config.publicTags);
    const tagged = tag === undefined ? "" : `, or give it the tag ${tag.join("=")}`;
    for (const { urn, props } of subnetsOf(resources)) {
      if (open.has(urn) && !isTaggedPublic(props, config)) {
        report(
          `The subnet is not tagged as public and has a route to an internet gateway: take it off that route table${tagged}.`,
          urn,
        );
      }
    }
  },
};
