import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { isSet } from "../known";
import { onTypes } from "../resource";
import { MANDATORY_IN_PROD } from "../tags";

interface LoadBalancer {
  loadBalancerType?: string;
  accessLogs?: { enabled?: boolean; bucket?: string };
}

/** A gateway load balancer, which forwards packets, has no such log. */
export const albAccessLogsEnabled: ResourceValidationPolicy = {
  name: "alb-access-logs-enabled",
  description: "Load balancers log each request.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["logging", MANDATORY_IN_PROD],
  framework: fsbp("ELB.5", "Application and Classic Load Balancers logging should be enabled"),
  remediationSteps:
    "Set accessLogs to enabled true with a bucket that the load balancer may write to.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html",
  validateResource: onTypes<LoadBalancer>(
    ["aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"],
    ({ loadBalancerType, accessLogs }, report) => {
      if (loadBalancerType === "gateway") {
        return;
      }
      // Left out, enabled is false though there is a bucket.
      if (!accessLogs?.enabled || !isSet(accessLogs, "bucket")) {
        report("Requests are not logged: set accessLogs.enabled to true with accessLogs.bucket.");
      }
    },
  ),
};
