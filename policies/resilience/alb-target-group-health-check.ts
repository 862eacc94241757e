import type { ResourceValidationPolicy } from "@pulumi/policy";

import { finding, onTypes } from "../resource";

interface HealthCheck {
  enabled?: boolean;
  path?: string;
  matcher?: string;
}

interface TargetGroup {
  protocol?: string;
  protocolVersion?: string;
  healthCheck?: HealthCheck;
}

/** The last status that is no error. */
const LAST_GOOD = 399;

/**
 * Left out, the path is / and the matcher 200. Groups of a network load balancer may only probe a port,
 * a Lambda function needs no check, and gRPC answers by other numbers.
 */
export const albTargetGroupHealthCheck: ResourceValidationPolicy = {
  name: "alb-target-group-health-check",
  description: "Targets get requests only while a page of their own says that they work.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["resilience"],
  remediationSteps: `Set healthCheck.path to a page that answers 200 while the service works, and healthCheck.matcher to statuses up to ${LAST_GOOD}.`,
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html",
  validateResource: onTypes<TargetGroup>(
    ["aws:lb/targetGroup:TargetGroup", "aws:alb/targetGroup:TargetGroup"],
    ({ protocol, protocolVersion, healthCheck = {} }, report) => {
      if (protocol !== "HTTP" && protocol !== "HTTPS") {
        return;
      }
      if (healthCheck.enabled === false) {
        report(
          finding(
            "HealthCheck::enabled",
            "Targets are never asked whether they work: set healthCheck.enabled to true.",
          ),
        );
      }
      if (!healthCheck.path) {
        report(
          finding(
            "HealthCheck::path",
            "Any answer at / counts as health: set healthCheck.path to a page that says so.",
          ),
        );
      }
      if (protocolVersion !== "GRPC" && codes(healthCheck).some(code => code > LAST_GOOD)) {
        report(
          finding(
            "HealthCheck::matcher",
            `Errors count as health: set healthCheck.matcher to statuses up to ${LAST_GOOD}.`,
          ),
        );
      }
    },
  ),
};

/** The numbers in `200`, `200,202` or `200-299`. */
function codes({ matcher = "200" }: HealthCheck): number[] {
  return (matcher.match(/\d+/g) ?? []).map(Number);
}
