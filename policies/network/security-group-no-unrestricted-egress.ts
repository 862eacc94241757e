import type { ResourceValidationPolicy } from "@pulumi/policy";

import { finding, onTypes } from "../resource";
import { internetRanges, OPENERS, openingsOf } from "../security-groups";

/** AWS's own default for a new group, which Pulumi takes away: no `egress` lets nothing out. */
export const securityGroupNoUnrestrictedEgress: ResourceValidationPolicy = {
  name: "security-group-no-unrestricted-egress",
  description: "No security group lets out everything to everywhere.",
  enforcementLevel: "advisory",
  severity: "medium",
  tags: ["network"],
  remediationSteps:
    "Let out the ports that are used, to the security groups, prefix lists or endpoints behind them.",
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
  validateResource: onTypes<object>(OPENERS, (props, report, { type }) => {
    for (const opening of openingsOf(props, type, "egress")) {
      const everything = opening.from <= 0 && opening.to >= 65535;
      for (const { path } of everything ? internetRanges(opening) : []) {
        report(
          finding(
            `Cidr::${path}`,
            `${path} lets out every port to the internet: name the ports, and the groups or prefix lists behind them.`,
          ),
        );
      }
    }
  }),
};
