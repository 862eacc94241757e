import { Platform, Scope } from "../../components";
import { Settings } from "../../settings";
import { reference, ReferenceSpec } from "../reference";
import { adjusted, Sizing } from "../system";

/** The services of the back end, with their documented ports and what each keeps. */
export const BACK_END = {
  "auth-service": { port: 4000, path: "auth", resources: ["users"] },
  "order-service": { port: 3000, path: "orders", resources: ["orders"] },
  "payment-service": { port: 3001, path: "payments", resources: ["payments"] },
  "inventory-service": { port: 3002, path: "inventory", resources: ["items"] },
  "product-service": { port: 3002, path: "products", resources: ["products"] },
} as const;

/** The documented health contract: three paths, and JSON with status, service, time and uptime. */
const CONTRACT = {
  format: "detailed",
  paths: ["/health", "/health/live"],
  readyPaths: ["/health/ready"],
} as const;

/** A service of the back end, or the gateway, as the reference image plays it. */
export function backEndSpec(name: keyof typeof BACK_END): ReferenceSpec {
  const { path, resources } = BACK_END[name];
  return { basePath: `/api/v1/${path}`, resources, health: CONTRACT };
}

/** The gateway also answers for its health below the path that leads to it. */
export const GATEWAY: ReferenceSpec = {
  basePath: "/api",
  health: { ...CONTRACT, paths: ["/api/v1/health", ...CONTRACT.paths] },
};

/** Pages for people. */
export function pages(basePath?: string): ReferenceSpec {
  return { basePath, html: true, health: { format: "detailed", paths: ["/"] } };
}

/** What all services have in common. */
export function common(platform: Platform, settings: Settings, name: string, spec: ReferenceSpec) {
  const { image, environment } = reference(settings, name, spec);
  return {
    ...adjusted(settings, name, sizing(platform.scope)),
    platform,
    image,
    environment: { NODE_ENV: "production", ...environment },
  };
}

/** A health check with the documented ten seconds to answer. */
export const health = (path: string) => ({ path, timeout: 10 });

function sizing({ isProd }: Scope): Sizing {
  return isProd
    ? { size: { cpu: 1024, memory: 2048 }, scaling: { min: 2, desired: 2, max: 4 } }
    : { size: { cpu: 256, memory: 512 }, scaling: { min: 1, desired: 1, max: 2 } };
}
