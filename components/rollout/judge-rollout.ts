import { lastPart } from "./arn";
import { primaryOf } from "./deployments";
import { isOver, judgeShift, Shift } from "./judge-shift";
import type { Look } from "./look";
import type { RolloutState } from "./rollout";

/** How a look is judged. */
interface Judging {
  /** As in a `Rollout`. */
  shifting?: boolean;
  /** Whether ECS has had the time to begin, and has not. */
  settled: boolean;
}

/**
 * What a look says. Where what ECS tells of the deployment decides, what runs does only if it tells nothing
 * of one: with `settled`, when it has had the time to begin.
 */
export function judge(look: Look, { shifting, settled }: Judging): RolloutState {
  const { shift, other } = look;
  if (shift !== undefined) {
    return judgeShift(shift);
  }
  if (other !== undefined && isOver(other.deployment)) {
    return judgeOther(other, look);
  }
  return shifting && (other !== undefined || !settled) ? { state: "running" } : judgeRollout(look);
}

/** What a newer deployment of something else means: one that was rolled back may have left ours running. */
function judgeOther({ deployment: { status }, taskDefinition }: Shift, look: Look): RolloutState {
  const runs = judgeRollout(look);
  return runs.state === "done" && status !== "SUCCESSFUL"
    ? runs
    : {
        state: "failed",
        reason: `something else was deployed: ${lastPart(taskDefinition)}, ${status}`,
      };
}

/**
 * Compares what ECS runs with what was asked for. ECS may report an update as done although its
 * circuit breaker went back to the version before: then the primary deployment is not ours.
 */
function judgeRollout({ service, wanted, ours }: Look): RolloutState {
  const primary = primaryOf(service);
  if (service === undefined || service.status === "INACTIVE" || primary === undefined) {
    return { state: "failed", reason: "the service is not there" };
  }
  if (primary.taskDefinition !== wanted) {
    const why = ours?.rolloutStateReason ?? "its tasks did not become healthy";
    return { state: "failed", reason: `ECS rolled back to ${primary.taskDefinition}: ${why}` };
  }
  if (primary.rolloutState === "FAILED") {
    return { state: "failed", reason: primary.rolloutStateReason ?? "ECS gave no reason" };
  }
  return primary.rolloutState === "COMPLETED"
    ? { state: "done", deploymentId: primary.id ?? "" }
    : { state: "running" };
}
