import { Capacity, Platform, Scope } from "../../components";
import { Settings } from "../../settings";
import { reference } from "../reference";
import { adjusted, Sizing } from "../system";

/** The services with the last part of their path and what each keeps. */
export const SERVICES = {
  "user-service": { path: "users", resources: ["users", "seller-profiles"] },
  "product-service": { path: "products", resources: ["products"] },
  "order-service": { path: "orders", resources: ["orders"] },
  "payment-service": { path: "payments", resources: ["payments"] },
  "cart-service": { path: "cart", resources: ["carts"] },
} as const;

/** Name of a service. */
export type Name = keyof typeof SERVICES;

/** Plain variables that every service has. */
const DOCUMENTED = {
  NODE_ENV: "production",
  API_VERSION: "v1",
  DATABASE_POOL_MIN: "2",
  DATABASE_POOL_MAX: "10",
  REDIS_TTL: "3600",
  JWT_EXPIRY: "24h",
  JWT_REFRESH_EXPIRY: "7d",
  EMAIL_FROM: "noreply@ecommerce.com",
};

/** What the five services have in common. */
export function common(platform: Platform, settings: Settings, name: Name) {
  const { scope } = platform;
  const { path, resources } = SERVICES[name];
  const { image, environment } = reference(settings, name, {
    basePath: `/api/v1/${path}`,
    resources,
    health: { format: "plain", paths: ["/health"], readyPaths: ["/ready"] },
  });
  return {
    ...adjusted(settings, name, sizing(scope)),
    platform,
    image,
    environment: { ...DOCUMENTED, AWS_REGION: scope.region, ...environment },
    port: 3000,
    routes: [{ path: [`/api/v1/${path}`, `/api/v1/${path}/*`] }],
    // A liveness probe becomes the container's check, a readiness probe the load balancer's.
    health: {
      path: "/health",
      interval: 10,
      readiness: { path: "/ready", interval: 5, timeout: 2 },
    },
    capacity: capacity(scope, name),
  };
}

/** Orders and payments stay on demand; the others keep one task when Spot has none to give. */
function capacity({ isProd }: Scope, name: Name): Capacity {
  if (!isProd) {
    return "spot";
  }
  return ["order-service", "payment-service"].includes(name)
    ? "fargate"
    : { fargate: { base: 1, weight: 1 }, spot: { weight: 1 } };
}

function sizing({ isProd }: Scope): Sizing {
  return isProd
    ? { size: { cpu: 512, memory: 1024 }, scaling: { min: 2, desired: 3, max: 10 } }
    : { size: { cpu: 256, memory: 512 }, scaling: { min: 1, desired: 1, max: 2 } };
}
