import type { LoadBalancerArgs } from "@pulumi/aws/lb";

import { resource } from "../../example";

const web = { loadBalancerType: "application", subnets: ["subnet-a", "subnet-b"] };

export const bad = [resource<LoadBalancerArgs>("aws:lb/loadBalancer:LoadBalancer", "web", web)];

export const good = [
  resource<LoadBalancerArgs>("aws:lb/loadBalancer:LoadBalancer", "web", {
    ...web,
    enableDeletionProtection: true,
  }),
];
