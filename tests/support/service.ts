import { MicroServiceArgs, Platform } from "../../components";

/** The least that a service takes; a test adds what it is about. */
export function plainService(platform: Platform): MicroServiceArgs {
  return {
    platform,
    image: { context: "services/order-management/order-service" },
    port: 3001,
    size: { cpu: 256, memory: 512 },
    health: { path: "/health" },
    scaling: { min: 1, max: 2 },
  };
}
