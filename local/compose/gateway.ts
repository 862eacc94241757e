import { buildSync } from "esbuild";
import * as path from "node:path";
import { frontVariable } from "../runner/plan/port-wishes";
import { planGateway } from "../runner/plan/gateways";
import type { Parts } from "../runner/plan/parts";
import { portOf } from "../runner/plan/ports";
import { healthChecks, planTargets } from "../runner/plan/services";
import type { GatewayOrder } from "./gateway-main";
import type { NamedService } from "./types";

/** The file that plays the load balancer, in a container as here. */
export const gatewayFile = "gateway.js";

/** The gateway as one file that needs nothing but Node.js. */
export function gatewayProgram(): string {
  const [file] = buildSync({
    entryPoints: [path.join(__dirname, "gateway-main.ts")],
    bundle: true,
    platform: "node",
    target: "node20",
    write: false,
  }).outputFiles;
  return file.text;
}

/** A load balancer of the state, and the orders of its own that it reads from a file. */
export function gatewayService(
  parts: Parts,
  index: number,
  ports: Map<string, number>,
): { named: NamedService; file: string; order: GatewayOrder } {
  const front = parts.fronts[index];
  const variable = frontVariable(front, index);
  const port = portOf(ports, variable);
  // In its own container each service has the port that it has on AWS.
  const deployed = new Map<string, number>();
  const running = new Set(parts.units.map(({ name }) => name));
  const groups = parts.groups.map(group => planTargets(group, parts.units, running, deployed));
  const plan = planGateway(front, { port, variable }, groups);
  for (const { targets } of plan.targetGroups) {
    targets.forEach(target => (target.host = target.service));
  }
  const targets = parts.units.flatMap(unit =>
    healthChecks(unit, parts.groups, deployed)
      .filter(({ targetGroupArn }) => targetGroupArn !== undefined)
      .map(check => ({ service: unit.name, check: { ...check, host: unit.name } })),
  );
  const file = `${front.name}.json`;
  return {
    file,
    order: { plan, targets },
    named: {
      name: index === 0 ? "load-balancer" : `load-balancer-${front.name}`,
      hosts: [],
      service: {
        image: "node:20-alpine",
        command: ["node", `/${gatewayFile}`, "/order.json"],
        user: "node",
        init: true,
        ports: [`127.0.0.1:${port}:${port}`],
        volumes: [`./${gatewayFile}:/${gatewayFile}:ro`, `./${file}:/order.json:ro`],
        restart: "unless-stopped",
      },
    },
  };
}
