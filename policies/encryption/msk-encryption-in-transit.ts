import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { finding, onTypes } from "../resource";

interface Cluster {
  encryptionInfo?: { encryptionInTransit?: { clientBroker?: string; inCluster?: boolean } };
}

const PATH = "encryptionInfo.encryptionInTransit";

/** Left out, both are encrypted. */
export const mskEncryptionInTransit: ResourceValidationPolicy = {
  name: "msk-encryption-in-transit",
  description: "Kafka clusters encrypt messages between brokers, and to and from clients.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["encryption"],
  framework: fsbp("MSK.1", "MSK clusters should be encrypted in transit among broker nodes"),
  remediationSteps: `Set ${PATH}.clientBroker to TLS, and inCluster to true, or leave them out.`,
  url: "https://docs.aws.amazon.com/msk/latest/developerguide/msk-encryption.html",
  validateResource: onTypes<Cluster>(["aws:msk/cluster:Cluster"], ({ encryptionInfo }, report) => {
    const { clientBroker = "TLS", inCluster = true } = encryptionInfo?.encryptionInTransit ?? {};
    if (clientBroker !== "TLS") {
      report(
        finding("Clients", `Clients may talk in plain text: set ${PATH}.clientBroker to TLS.`),
      );
    }
    if (!inCluster) {
      report(finding("Brokers", `Brokers talk in plain text: set ${PATH}.inCluster to true.`));
    }
  }),
};
