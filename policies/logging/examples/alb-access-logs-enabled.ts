import type { LoadBalancerArgs } from "@pulumi/aws/lb";

import { resource } from "../../example";

export const bad = [
  resource<LoadBalancerArgs>("aws:lb/loadBalancer:LoadBalancer", "shop", {
    loadBalancerType: "application",
  }),
];

export const good = [
  resource<LoadBalancerArgs>("aws:lb/loadBalancer:LoadBalancer", "shop", {
    loadBalancerType: "application",
    accessLogs: { enabled: true, bucket: "shop-access-logs" },
  }),
];
