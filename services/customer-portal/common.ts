import { Capacity, Platform, Scope } from "../../components";
import { Settings } from "../../settings";
import { reference } from "../reference";
import { adjusted, Sizing } from "../system";

/** One task of each service stays when Spot has none to give; those that must answer are all on demand. */
const MOSTLY_SPOT: Capacity = { fargate: { base: 1, weight: 1 }, spot: { weight: 1 } };

const ON_DEMAND = ["gateway", "order"];
const LIGHT = ["gateway", "notification", "salesforce"];

/** What the nine services have in common. */
export function common(platform: Platform, settings: Settings, name: string) {
  const { scope } = platform;
  const { image, environment } = reference(settings, name, {
    basePath: name === "gateway" ? undefined : `/api/${name}`,
    resources: ["items"],
    health: { format: "plain", paths: ["/health"], readyPaths: ["/ready"] },
  });
  return {
    ...adjusted(settings, name, sizing(scope, name)),
    platform,
    image,
    environment: { ENVIRONMENT: scope.environmentLabel, ...environment },
    routes: [{ path: [`/api/${name}`, `/api/${name}/*`] }],
    health: { path: "/health" },
    capacity: capacity(scope, name),
    exec: true,
    serviceName: `${name}-service`,
    targetGroupName: `${name}-tg-${scope.label}`,
  };
}

function capacity({ isProd }: Scope, name: string): Capacity {
  if (!isProd) {
    return "spot";
  }
  return ON_DEMAND.includes(name) ? "fargate" : MOSTLY_SPOT;
}

/** Documented sizes; dev runs one step smaller. */
function sizing({ isProd }: Scope, name: string): Sizing {
  const small = { cpu: 256, memory: 512 } as const;
  const medium = { cpu: 512, memory: 1024 } as const;
  const large = { cpu: 1024, memory: 2048 } as const;
  const chat = name === "chatbot";
  if (!isProd) {
    return { size: chat ? medium : small, scaling: { min: 1, desired: 1, max: 2 } };
  }
  const usual = LIGHT.includes(name) ? small : medium;
  return { size: chat ? large : usual, scaling: { min: 1, desired: 2, max: 10 } };
}
