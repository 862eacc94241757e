import type { Deployment } from "@aws-sdk/client-ecs";

import { newestStart, primaryOf } from "./deployments";
import { isOver, Shift } from "./judge-shift";
import { describeService } from "./look";
import { newestShift } from "./newest-shift";
import type { Rollout } from "./rollout";

/** What a service stands at. */
export interface Running {
  /** The revision of its primary deployment. */
  taskDefinitionArn?: string;
  /** Whether ECS is done with that deployment. */
  isDone: boolean;
  /** When the newest deployment began, in milliseconds since 1970. */
  newestAt: number;
}

/** Asks ECS what a service runs; nothing where there is no service. */
export async function whatRuns(rollout: Rollout): Promise<Running | undefined> {
  const { ClusterNotFoundException, ECSClient } = await import("@aws-sdk/client-ecs");
  const ecs = new ECSClient({ region: rollout.region, maxAttempts: 10 });
  try {
    const service = await describeService(ecs, rollout);
    if (service === undefined || service.status === "INACTIVE") {
      return undefined;
    }
    const primary = primaryOf(service);
    const newest = rollout.shifting ? await newestShift(ecs, rollout) : undefined;
    return {
      taskDefinitionArn: primary?.taskDefinition,
      isDone: isDone(primary, newest),
      newestAt: newestStart([...(service.deployments ?? []), newest?.deployment]),
    };
  } catch (error) {
    if (error instanceof ClusterNotFoundException) {
      return undefined;
    }
    throw error;
  } finally {
    ecs.destroy();
  }
}

/** By what ECS tells of the newest deployment, where it does: while it takes one back, that one is primary. */
function isDone(primary: Deployment | undefined, newest: Shift | undefined): boolean {
  return newest === undefined
    ? primary?.rolloutState === "COMPLETED"
    : newest.deployment.status === "SUCCESSFUL" ||
        (isOver(newest.deployment) && newest.taskDefinition !== primary?.taskDefinition);
}
