import type { LoadBalancerArgs } from "@pulumi/aws/lb";

import { resource } from "../../example";

const web = { loadBalancerType: "application", securityGroups: ["sg-web"] };

export const bad = [
  resource<LoadBalancerArgs>("aws:lb/loadBalancer:LoadBalancer", "web", {
    ...web,
    subnets: ["subnet-a"],
  }),
];

export const good = [
  resource<LoadBalancerArgs>("aws:lb/loadBalancer:LoadBalancer", "web", {
    ...web,
    subnets: ["subnet-a", "subnet-b"],
  }),
];
