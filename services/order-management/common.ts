import { Capacity, decryptWith, readParameters, readSecrets, Scope } from "../../components";
import { Sizing } from "../system";

/** Invoices can wait for a task to come back; orders cannot, and stay on demand. */
export const MOSTLY_ON_DEMAND: Capacity = { fargate: { base: 1, weight: 1 }, spot: { weight: 1 } };

/** Documented sizes and bounds; dev has the smallest. */
export function sizing({ isProd }: Scope): Sizing {
  const follow = {
    cpuUtilization: 70,
    memoryUtilization: 80,
    scaleOutCooldown: 300,
    scaleInCooldown: 300,
  };
  return isProd
    ? { size: { cpu: 512, memory: 1024 }, scaling: { min: 2, desired: 3, max: 10, ...follow } }
    : { size: { cpu: 256, memory: 512 }, scaling: { min: 1, desired: 1, max: 2, ...follow } };
}

/** The documented rights of the services' code: read this system's parameters and secrets. */
export function ownConfiguration(scope: Scope) {
  return [
    readParameters(scope, [scope.path("*")]),
    readSecrets([scope.arn("secretsmanager", `secret:${scope.path("*")}`)]),
    decryptWith(scope, `alias/${scope.name()}`, ["secretsmanager", "ssm"]),
  ];
}
