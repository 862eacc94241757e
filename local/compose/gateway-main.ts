import * as fs from "node:fs";
import { HealthMonitor } from "../runner/gateway/health-monitor";
import { Gateway } from "../runner/gateway/server";
import type { GatewayPlan } from "../runner/gateway/types";
import type { HealthCheck } from "../runner/listening";

/** What the load balancer of a Compose project is told. */
export interface GatewayOrder {
  plan: GatewayPlan;
  targets: { service: string; check: HealthCheck }[];
}

/** Plays the load balancer in a container: `node gateway.js <order>`. */
async function main(): Promise<void> {
  const { plan, targets } = JSON.parse(fs.readFileSync(process.argv[2], "utf8")) as GatewayOrder;
  const monitored = targets.map(({ service, check }) => ({
    service,
    monitor: new HealthMonitor(check, health => console.log(`${service} is ${health}`)),
  }));
  const gateway = new Gateway(plan, (arn, target) => {
    const healthy = monitored.some(
      ({ service, monitor: { check, health } }) =>
        service === target.service && check.targetGroupArn === arn && health === "healthy",
    );
    return healthy ? target : undefined;
  });
  monitored.forEach(({ monitor }) => monitor.restart());
  process.once("SIGTERM", () => {
    monitored.forEach(({ monitor }) => monitor.stop());
    gateway.close();
  });
  await gateway.listen("0.0.0.0");
  console.log(`${plan.name} listens on ${plan.port}`);
}

void main();
