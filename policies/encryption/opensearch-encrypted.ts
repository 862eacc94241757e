import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { finding, onTypes } from "../resource";

interface Domain {
  encryptAtRest?: { enabled: boolean };
  nodeToNodeEncryption?: { enabled: boolean };
  domainEndpointOptions?: { enforceHttps?: boolean };
}

/**
 * All three are off where their block is left out. `enforceHttps` is on in a block that does not name it.
 */
export const opensearchEncrypted: ResourceValidationPolicy = {
  name: "opensearch-encrypted",
  description: "OpenSearch domains encrypt their data at rest and on its way.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["encryption"],
  framework: fsbp("Opensearch.1", "OpenSearch domains should have encryption at rest enabled"),
  remediationSteps:
    "Set encryptAtRest.enabled, nodeToNodeEncryption.enabled and domainEndpointOptions.enforceHttps to true.",
  url: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/encryption-at-rest.html",
  validateResource: onTypes<Domain>(
    ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"],
    ({ encryptAtRest, nodeToNodeEncryption, domainEndpointOptions }, report) => {
      if (!encryptAtRest?.enabled) {
        report(finding("AtRest", "Indices are not encrypted: set encryptAtRest.enabled to true."));
      }
      if (!nodeToNodeEncryption?.enabled) {
        report(
          finding(
            "NodeToNode",
            "Nodes talk in plain text: set nodeToNodeEncryption.enabled to true.",
          ),
        );
      }
      if (!(domainEndpointOptions && (domainEndpointOptions.enforceHttps ?? true))) {
        report(
          finding(
            "Https",
            "Clients may talk in plain text: set domainEndpointOptions.enforceHttps to true.",
          ),
        );
      }
    },
  ),
};
