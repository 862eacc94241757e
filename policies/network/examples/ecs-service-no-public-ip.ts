import type { ServiceArgs } from "@pulumi/aws/ecs";

import { resource } from "../../example";

const network = { subnets: ["subnet-a", "subnet-b"], securityGroups: ["sg-0123"] };
export const bad = [
  resource<ServiceArgs>("aws:ecs/service:Service", "orders", {
    networkConfiguration: { ...network, assignPublicIp: true },
  }),
];

export const good = [
  resource<ServiceArgs>("aws:ecs/service:Service", "orders", { networkConfiguration: network }),
];
