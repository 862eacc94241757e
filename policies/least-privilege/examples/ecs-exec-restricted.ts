import type { ClusterArgs, ServiceArgs } from "@pulumi/aws/ecs";

import { resource } from "../../example";

const service = resource<ServiceArgs>(
  "aws:ecs/service:Service",
  "orders",
  { enableExecuteCommand: true },
  { from: { cluster: "shop.arn" } },
);

export const bad = [
  resource<ClusterArgs>("aws:ecs/cluster:Cluster", "shop", { name: "shop" }),
  service,
];

export const good = [
  resource<ClusterArgs>("aws:ecs/cluster:Cluster", "shop", {
    name: "shop",
    configuration: {
      executeCommandConfiguration: {
        kmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        logging: "OVERRIDE",
        logConfiguration: {
          cloudWatchEncryptionEnabled: true,
          cloudWatchLogGroupName: "/ecs/shop/exec",
        },
      },
    },
  }),
  service,
];
