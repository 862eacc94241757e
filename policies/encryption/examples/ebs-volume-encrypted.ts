import type { VolumeArgs } from "@pulumi/aws/ebs";

import { resource } from "../../example";

const volume = { availabilityZone: "us-east-1a", size: 20 };

export const bad = [resource<VolumeArgs>("aws:ebs/volume:Volume", "data", volume)];

export const good = [
  resource<VolumeArgs>("aws:ebs/volume:Volume", "data", { ...volume, encrypted: true }),
];
