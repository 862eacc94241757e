import type { LoadBalancerArgs } from "@pulumi/aws/lb";

import { resource } from "../../example";

const shop = resource<LoadBalancerArgs>("aws:lb/loadBalancer:LoadBalancer", "shop", {});

/** Two that face the internet, and none of them named under `public`. */
export const bad = [
  shop,
  resource<LoadBalancerArgs>("aws:lb/loadBalancer:LoadBalancer", "admin", {}),
];

export const good = [
  shop,
  resource<LoadBalancerArgs>("aws:lb/loadBalancer:LoadBalancer", "admin", { internal: true }),
];
