import type { LoadBalancerArgs } from "@pulumi/aws/lb";

import { resource } from "../../example";

export const bad = [
  resource<LoadBalancerArgs>("aws:lb/loadBalancer:LoadBalancer", "shop", {
    desyncMitigationMode: "monitor",
  }),
];

export const good = [
  resource<LoadBalancerArgs>("aws:lb/loadBalancer:LoadBalancer", "shop", {
    desyncMitigationMode: "defensive",
  }),
];
