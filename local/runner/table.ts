import type { Service } from "./service";
import type { RunPlan } from "./types";

/** One line of what runs where. */
export interface TableRow {
  name: string;
  /** Empty for what does not run here. */
  url: string;
  /** `healthy`, `starting`, `unhealthy`, `running`, or why it does not run here. */
  health: string;
}

/** What runs where, as of now: gateways, services, data stores, and what does not run here. */
export function tableOf(plan: RunPlan, services: readonly Service[]): TableRow[] {
  const { gateways, databases, caches, skipped } = plan;
  const local = (port: number) => `http://localhost:${port}`;
  return [
    ...gateways.map(({ name, port }) => ({ name, url: local(port), health: "running" })),
    ...services.map(({ plan: { name, listen, scheme = "http" }, health }) => ({
      name,
      url: listen ? `${scheme}://localhost:${listen.port}` : "",
      health,
    })),
    ...databases.map(({ name, port, user, database }) => ({
      name,
      url: `postgresql://${user}@localhost:${port}/${database}`,
      health: "running",
    })),
    ...caches.map(({ name, port }) => ({
      name,
      url: `redis://localhost:${port}`,
      health: "running",
    })),
    ...skipped.map(({ name, reason }) => ({ name, url: "", health: reason })),
  ];
}
