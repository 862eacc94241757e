import type { PlannedPort } from "../listening";

/** What a request must be like; the values of one condition are alternatives. */
export type Condition =
  | { field: "path" | "host" | "method" | "sourceIp"; values: string[] }
  | { field: "header"; header: string; values: string[] }
  | { field: "query"; pairs: { key?: string; value: string }[] };

/** What happens to a request. */
export type Action =
  | { type: "forward"; targetGroups: { arn: string; weight: number }[] }
  | { type: "fixed-response"; statusCode: number; contentType: string; body: string }
  | {
      type: "redirect";
      statusCode: number;
      protocol: string;
      host: string;
      port: string;
      path: string;
      query: string;
    };

/** A listener rule: every condition must hold. */
export interface Rule {
  label: string;
  priority: number;
  conditions: Condition[];
  action: Action;
}

/** The targets of a target group on this machine. */
export interface TargetGroupPlan {
  arn: string;
  name: string;
  targets: { service: string; port: number }[];
}

/** A load balancer: the listener that forwards, its rules in priority order, its target groups. */
export interface GatewayPlan extends PlannedPort {
  name: string;
  /** How long a target may stay silent, as on the load balancer. */
  idleTimeoutSeconds: number;
  rules: Rule[];
  defaultAction: Action;
  targetGroups: TargetGroupPlan[];
}
