import type { LoadBalancerArgs } from "@pulumi/aws/lb";

import { resource } from "../../example";

export const bad = [
  resource<LoadBalancerArgs>("aws:lb/loadBalancer:LoadBalancer", "shop", { internal: false }),
];

export const good = [
  resource<LoadBalancerArgs>("aws:lb/loadBalancer:LoadBalancer", "shop", {
    internal: false,
    dropInvalidHeaderFields: true,
  }),
];
