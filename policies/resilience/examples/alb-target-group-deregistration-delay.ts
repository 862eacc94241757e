import type { TargetGroupArgs } from "@pulumi/aws/lb";

import { resource } from "../../example";

const targets = { port: 8080, protocol: "HTTP", targetType: "ip", vpcId: "vpc-1" };

export const bad = [resource<TargetGroupArgs>("aws:lb/targetGroup:TargetGroup", "orders", targets)];

export const good = [
  resource<TargetGroupArgs>("aws:lb/targetGroup:TargetGroup", "orders", {
    ...targets,
    deregistrationDelay: 30,
  }),
];
