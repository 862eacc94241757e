import type { GroupArgs } from "@pulumi/aws/autoscaling";

import { resource } from "../../example";

const workers = { minSize: 2, maxSize: 6, launchTemplate: { id: "lt-1" } };

export const bad = [
  resource<GroupArgs>("aws:autoscaling/group:Group", "workers", {
    ...workers,
    vpcZoneIdentifiers: ["subnet-a"],
  }),
];

export const good = [
  resource<GroupArgs>("aws:autoscaling/group:Group", "workers", {
    ...workers,
    vpcZoneIdentifiers: ["subnet-a", "subnet-b"],
  }),
];
