import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fixOn, onTypes } from "../resource";

interface TargetGroup {
  protocol?: string;
  deregistrationDelay?: number;
}

const TYPES = ["aws:lb/targetGroup:TargetGroup", "aws:alb/targetGroup:TargetGroup"];

/** What AWS waits when it is left out, in seconds. */
const DEFAULT = 300;

/**
 * For requests, not for the long connections behind a network load balancer. A task's stopTimeout is
 * another matter: ECS sends SIGTERM only after the target is drained.
 */
export const albTargetGroupDeregistrationDelay: ResourceValidationPolicy = {
  name: "alb-target-group-deregistration-delay",
  description: "A deployment does not wait minutes for each target to drain.",
  enforcementLevel: "advisory",
  severity: "low",
  tags: ["resilience"],
  remediationSteps: "Set deregistrationDelay to the seconds that the longest request takes.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/load-balancer-connection-draining.html",
  configSchema: {
    properties: {
      seconds: {
        description: "Seconds that draining may take at most.",
        type: "integer",
        minimum: 0,
        maximum: 3600,
        default: 120,
      },
    },
  },
  validateResource: onTypes<TargetGroup>(TYPES, (group, report, args) => {
    const { seconds } = args.getConfig<{ seconds: number }>();
    if (drainsLonger(group, seconds)) {
      report(
        `Draining takes ${group.deregistrationDelay ?? DEFAULT} seconds: set deregistrationDelay to at most ${seconds}.`,
      );
    }
  }),
  remediateResource: fixOn<TargetGroup>(TYPES, (group, args) => {
    const { seconds } = args.getConfig<{ seconds: number }>();
    return drainsLonger(group, seconds) ? { deregistrationDelay: seconds } : undefined;
  }),
};

function drainsLonger({ protocol, deregistrationDelay = DEFAULT }: TargetGroup, seconds: number) {
  return (protocol === "HTTP" || protocol === "HTTPS") && deregistrationDelay > seconds;
}
