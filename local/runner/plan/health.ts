import type { z } from "zod";
import { RunError } from "../errors";
import type { HealthCheck } from "../listening";
import type { ContainerDefinition, targetGroup } from "./resources";
import type { Deployed } from "./state";

/** How often a container without a target group is asked; ECS's own defaults. */
const containerDefaults = {
  matcher: "200-399",
  intervalSeconds: 30,
  timeoutSeconds: 5,
  healthyThreshold: 1,
  unhealthyThreshold: 3,
};

/**
 * The check that a target group makes of one target, with the load balancer's defaults.
 *
 * @param toLocal This machine's port for a port of the container.
 * @throws RunError for what is not run here (other protocols than HTTP, a check switched off).
 */
export function targetHealth(
  group: Deployed<z.infer<typeof targetGroup>>,
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
  const port = container.portMappings?.[0]?.containerPort;
  if (port === undefined) {
    return [];
  }
  const url = /https?:\/\/(?:localhost|127\.0\.0\.1)(?::(\d+))?(\/[^\s"'|;]*)?/.exec(
    container.healthCheck?.command.join(" ") ?? "",
  );
  if (!url) {
    return [{ ...containerDefaults, port: toLocal(port) }];
  }
  return [{ ...containerDefaults, path: url[2] ?? "/", port: toLocal(Number(url[1] ?? 80)) }];
}
