import type { CapacityShare } from "../operations";
import { Platform } from "../platform";
import { Capacity } from "./args";

/** What a service's tasks run on, as ECS takes it. */
export function capacityShares(
  { scope }: Platform,
  capacity: Capacity = scope.isProd ? "fargate" : "spot",
): CapacityShare[] {
  if (capacity === "fargate") {
    return [{ capacityProvider: "FARGATE", weight: 1 }];
  }
  if (capacity === "spot") {
    return [{ capacityProvider: "FARGATE_SPOT", weight: 1 }];
  }
  return [
    { capacityProvider: "FARGATE", ...capacity.fargate },
    { capacityProvider: "FARGATE_SPOT", ...capacity.spot },
  ];
}
