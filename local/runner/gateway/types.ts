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
  /** What a request is turned into before it goes to its target. */
  rewrite?: { url?: Rewrite; host?: Rewrite };
}

/** A pattern and what stands in its place; `$1` is its first group. */
export interface Rewrite {
  regex: string;
  replace: string;
}

/** What a firewall's statement asks of a request. */
export type Statement =
  | { kind: "path"; position: PathPosition; text: string; transformations: TextTransformation[] }
  | { kind: "all" | "any" | "none"; parts: Statement[] };

/** Where in a path a firewall's statement looks for its text. */
export type PathPosition = "STARTS_WITH" | "ENDS_WITH" | "CONTAINS" | "EXACTLY";

/** What a firewall makes of a text before it looks at it. */
export type TextTransformation = "NONE" | "LOWERCASE" | "URL_DECODE" | "NORMALIZE_PATH";

/** How often an address may ask for something, and what it is answered when it asks more often. */
export interface RateRule {
  name: string;
  /** Requests in one window. */
  limit: number;
  windowSeconds: number;
  /** Which requests count; absent: all. */
  scope?: Statement;
  answer: { statusCode: number; headers: [string, string][]; body: string };
}

/** A service as a target: where it answers here. */
export interface Target {
  service: string;
  host: string;
  port: number;
}

/** The targets of a target group. */
export interface TargetGroupPlan {
  arn: string;
  name: string;
  targets: Target[];
}

/** A load balancer: the listener that forwards, its rules in priority order, its target groups. */
export interface GatewayPlan extends PlannedPort {
  name: string;
  /** How long a target may stay silent, as on the load balancer. */
  idleTimeoutSeconds: number;
  /** Headers that it puts into every answer, in place of a target's own. */
  responseHeaders: [string, string][];
  /** The limits of the firewall in front of it, in the order in which they are asked. */
  rateRules: RateRule[];
  rules: Rule[];
  defaultAction: Action;
  targetGroups: TargetGroupPlan[];
}
