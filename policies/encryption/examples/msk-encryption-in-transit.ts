import type { ClusterArgs } from "@pulumi/aws/msk";

import { resource } from "../../example";

const cluster = { kafkaVersion: "3.9.x", numberOfBrokerNodes: 3 };

export const bad = [
  resource<ClusterArgs>("aws:msk/cluster:Cluster", "events", {
    ...cluster,
    encryptionInfo: { encryptionInTransit: { clientBroker: "TLS_PLAINTEXT" } },
  }),
];

export const good = [
  resource<ClusterArgs>("aws:msk/cluster:Cluster", "events", {
    ...cluster,
    encryptionInfo: { encryptionInTransit: { clientBroker: "TLS" } },
  }),
];
