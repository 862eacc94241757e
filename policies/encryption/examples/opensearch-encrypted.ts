import type { DomainArgs } from "@pulumi/aws/opensearch";

import { resource } from "../../example";

export const bad = [
  resource<DomainArgs>("aws:opensearch/domain:Domain", "search", {
    engineVersion: "OpenSearch_2.19",
  }),
];

export const good = [
  resource<DomainArgs>("aws:opensearch/domain:Domain", "search", {
    engineVersion: "OpenSearch_2.19",
    encryptAtRest: { enabled: true },
    nodeToNodeEncryption: { enabled: true },
    domainEndpointOptions: {
      enforceHttps: true,
      tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10",
    },
  }),
];
