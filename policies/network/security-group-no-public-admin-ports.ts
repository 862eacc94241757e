import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { onTypes } from "../resource";
import { internetRanges, OPENERS, openingsOf, portsOf } from "../security-groups";
import { NEVER_EXEMPT } from "../tags";

/** Remote shells, desktops, mail, files, databases, caches and their consoles. */
const PORTS = [
  20, 21, 22, 23, 25, 110, 135, 143, 445, 1433, 1434, 2049, 3000, 3306, 3389, 4333, 5000, 5432,
  5500, 5601, 6379, 8080, 8088, 8888, 9200, 9300, 11211, 27017,
];

/** No exemption and no configuration: nobody has to reach these from anywhere. */
export const securityGroupNoPublicAdminPorts: ResourceValidationPolicy = {
  name: "security-group-no-public-admin-ports",
  description: "Ports of administration and of data are never open to the internet.",
  enforcementLevel: "mandatory",
  severity: "critical",
  tags: ["network", NEVER_EXEMPT],
  framework: fsbp(
    "EC2.19",
    "Security groups should not allow unrestricted access to ports with high risk",
  ),
  remediationSteps:
    "Name the security group that connects; use Session Manager or ECS Exec in place of SSH and RDP.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-19",
  validateResource: onTypes<object>(OPENERS, (props, report, { type }) => {
    for (const opening of openingsOf(props, type, "ingress")) {
      const port = PORTS.find(each => opening.from <= each && each <= opening.to);
      for (const { path } of port === undefined ? [] : internetRanges(opening)) {
        const among = opening.from === opening.to ? "" : `, ${port} among them,`;
        report(
          `${path} opens ${portsOf(opening)}${among} to the internet: name the security group that may connect.`,
        );
      }
    }
  }),
};
