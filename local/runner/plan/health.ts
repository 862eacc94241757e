import type { z } from "zod";
import { RunError } from "../errors";
import type { HealthCheck } from "../listening";
import type { ContainerDefinition, targetGroup } from "./resources";
import type { Deployed } from "./state";

/** A target group of the state. */
export type TargetGroup = Deployed<z.infer<typeof targetGroup>>;

/** A web address of the container's own, its port in digits or as the variable that holds it. */
const ownUrl = /https?:\/\/(?:localhost|127\.0\.0\.1)(?::(\d+|\$\{?PORT\}?))?(\/[^\s"'|;]*)?/;

/**
 * The check that a target group makes of one target, with the load balancer's defaults.
 *
 * @param toLocal This machine's port for a port of the container.
 * @throws RunError for what is not run here (other protocols than HTTP, a check switched off).
 */
export function targetHealth(
  group: TargetGroup,
  containerPort: number,
  toLocal: (containerPort: number) => number,
): HealthCheck {
  const { arn, protocol, protocolVersion, healthCheck } = group.props;
  for (const [what, value] of [
    ["protocol", protocol],
    ["protocolVersion", protocolVersion?.replace("HTTP1", "HTTP")],
    ["healthCheck.protocol", healthCheck?.protocol],
  ]) {
    if ((value ?? "HTTP") !== "HTTP") {
      throw new RunError(`${group.label}: ${what} is ${value}; only HTTP is run here`);
    }
  }
  if (healthCheck?.enabled === false) {
    throw new RunError(`${group.label}: healthCheck.enabled is false; targets need a check`);
  }
  const port = healthCheck?.port ?? "traffic-port";
  return {
    path: healthCheck?.path ?? "/",
    port: toLocal(port === "traffic-port" ? containerPort : Number(port)),
    matcher: healthCheck?.matcher ?? "200",
    intervalSeconds: healthCheck?.interval ?? 30,
    timeoutSeconds: healthCheck?.timeout ?? 5,
    healthyThreshold: healthCheck?.healthyThreshold ?? 5,
    unhealthyThreshold: healthCheck?.unhealthyThreshold ?? 2,
    targetGroupArn: arn,
  };
}

/** The check of a container that no target group asks: its own URL, or its port. */
export function containerHealth(
  container: ContainerDefinition,
  toLocal: (containerPort: number) => number,
): HealthCheck[] {
  const url = checkedUrl(container);
  const port = url?.port ?? container.portMappings?.[0]?.containerPort;
  if (port === undefined) {
    return [];
  }
  const { interval, timeout, retries } = container.healthCheck ?? {};
  return [
    {
      path: url?.path,
      port: toLocal(port),
      matcher: "200-399",
      // ECS's own defaults.
      intervalSeconds: interval ?? 30,
      timeoutSeconds: timeout ?? 5,
      healthyThreshold: 1,
      unhealthyThreshold: retries ?? 3,
    },
  ];
}

/** What a container's own health command asks, where that is a URL. */
export function checkedUrl(
  container: ContainerDefinition,
): { port: number; path: string } | undefined {
  const url = ownUrl.exec(container.healthCheck?.command.join(" ") ?? "");
  if (!url) {
    return undefined;
  }
  const [, port = "80", path = "/"] = url;
  const own = container.portMappings?.[0]?.containerPort ?? 80;
  return { port: /^\d+$/.test(port) ? Number(port) : own, path };
}
