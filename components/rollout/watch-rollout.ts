import { crashLoop, placementProblem } from "./early-failure";
import { explainRollout } from "./explain-rollout";
import { judgeRollout, RolloutState } from "./judge-rollout";
import { judgeShift } from "./judge-shift";
import { Look, lookAt } from "./look";
import { progressOf } from "./progress";
import type { Rollout } from "./rollout";
import { pause, waitFor, Watching } from "./watching";

/** Looks in a row that find no task placed before that is a failure: three minutes, 5 seconds apart. */
const PLACEMENT_LOOKS = 36;

/** Waits until ECS runs the revision asked for; throws with what went wrong as soon as it will not. */
export async function watchRollout(rollout: Rollout, watching: Watching = {}): Promise<string> {
  const { ECSClient } = await import("@aws-sdk/client-ecs");
  // A check that gives up on throttling would call a good rollout a failure.
  const ecs = new ECSClient({ region: rollout.region, maxAttempts: 10 });
  const wait = waitFor(rollout.timeoutSeconds, watching);
  let said = "";
  let unplaced = 0;
  try {
    for (;;) {
      const look = await lookAt(ecs, rollout);
      const placement = placementProblem(look);
      unplaced = placement === undefined ? 0 : unplaced + 1;
      const verdict = judge(look, rollout);
      if (verdict.state === "done") {
        return verdict.deploymentId;
      }
      const reason =
        (verdict.state === "failed" ? verdict.reason : crashLoop(look)) ??
        (unplaced >= PLACEMENT_LOOKS ? placement : undefined) ??
        (Date.now() > wait.deadline ? `not finished after ${rollout.timeoutSeconds} s` : undefined);
      if (reason !== undefined) {
        throw new Error(await explainRollout(ecs, rollout, look, { reason, next: wait.next }));
      }
      const progress = progressOf(rollout.service, look);
      if (progress !== said) {
        wait.say((said = progress));
      }
      await pause(wait);
    }
  } finally {
    ecs.destroy();
  }
}

function judge({ service, shift }: Look, rollout: Rollout): RolloutState {
  return rollout.shifting
    ? judgeShift(shift, rollout.taskDefinitionArn)
    : judgeRollout(service, rollout.taskDefinitionArn);
}
