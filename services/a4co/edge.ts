import { PlatformArgs } from "../../components";

/** What the documents have nginx do, for the load balancer to do. */
export const edge: PlatformArgs["loadBalancer"] = {
  waf: {
    // Requests a minute from one address: 5, 50 and 10 a second.
    rateLimits: [
      { name: "auth", path: "/api/v1/auth", limit: 300, window: 60 },
      { name: "api", path: "/api/", limit: 3000, window: 60 },
      { name: "general", limit: 600, window: 60 },
    ],
  },
  headers: { contentSecurityPolicy: "default-src 'self'" },
  responses: [
    { path: "/metrics*", status: 403 },
    { path: "/health", status: 200, body: '{"status":"ok"}' },
  ],
};
