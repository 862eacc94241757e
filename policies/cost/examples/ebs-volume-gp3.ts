import type { VolumeArgs } from "@pulumi/aws/ebs";

import { resource } from "../../example";

const VOLUME = "aws:ebs/volume:Volume";

export const bad = [resource<VolumeArgs>(VOLUME, "data", { size: 100, type: "gp2" })];

export const good = [resource<VolumeArgs>(VOLUME, "data", { size: 100, type: "gp3" })];
