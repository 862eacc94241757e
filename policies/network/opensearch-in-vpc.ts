import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { isSet } from "../known";
import { onTypes } from "../resource";

export const opensearchInVpc: ResourceValidationPolicy = {
  name: "opensearch-in-vpc",
  description: "OpenSearch domains have no public endpoint.",
  enforcementLevel: "mandatory",
  severity: "critical",
  tags: ["network"],
  framework: fsbp("Opensearch.2", "OpenSearch domains should not be publicly accessible"),
  remediationSteps:
    "Set vpcOptions with private subnetIds and securityGroupIds before the domain is created.",
  url: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/vpc.html",
  validateResource: onTypes<object>(
    ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"],
    (domain, report) => {
      if (!isSet(domain, "vpcOptions")) {
        report("The domain has a public endpoint: set vpcOptions.");
      }
    },
  ),
};
