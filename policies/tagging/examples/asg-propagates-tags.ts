import type { GroupArgs } from "@pulumi/aws/autoscaling";

import { resource } from "../../example";

const owner = { key: "Owner", value: "team-a" };

export const bad = [
  resource<GroupArgs>("aws:autoscaling/group:Group", "workers", {
    tags: [{ ...owner, propagateAtLaunch: false }],
  }),
];

export const good = [
  resource<GroupArgs>("aws:autoscaling/group:Group", "workers", {
    tags: [{ ...owner, propagateAtLaunch: true }],
  }),
];
