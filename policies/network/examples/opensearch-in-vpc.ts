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
    vpcOptions: { subnetIds: ["subnet-0123"], securityGroupIds: ["sg-0123"] },
  }),
];
