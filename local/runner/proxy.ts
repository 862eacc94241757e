import type { GatewayPlan } from "./gateway/types";
import { loopback } from "./plan/addresses";
import type { ServicePlan } from "./types";

/** As long as Node's own servers wait for a whole request: shorter limits are the callers' business. */
const idleTimeoutSeconds = 300;

/**
 * The proxy of a service: who calls it by its name or its port, without the load balancer, reaches the
 * version that serves now, as through Service Connect on AWS.
 *
 * @returns undefined for a service that listens itself.
 */
export function planProxy({ name, listen, rollout }: ServicePlan): GatewayPlan | undefined {
  if (!listen || !rollout) {
    return undefined;
  }
  const target = { service: name, host: loopback, port: listen.port };
  return {
    ...listen,
    name: `${name} proxy`,
    idleTimeoutSeconds,
    responseHeaders: [],
    rateRules: [],
    rules: [],
    defaultAction: { type: "forward", targetGroups: [{ arn: name, weight: 1 }] },
    targetGroups: [{ arn: name, name, targets: [target] }],
  };
}

/** A service's plan with its process on a port of its own, behind the proxy. */
export function atPort(plan: ServicePlan, port: number): ServicePlan {
  const moved = <T extends { port: number }>(check: T) =>
    check.port === plan.listen?.port ? { ...check, port } : check;
  return {
    ...plan,
    env: { ...plan.env, PORT: String(port) },
    healthChecks: plan.healthChecks.map(moved),
    rollout: plan.rollout && { ...plan.rollout, checks: plan.rollout.checks.map(moved) },
  };
}
