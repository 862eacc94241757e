import type { ECSClient } from "@aws-sdk/client-ecs";

import { crashLoop, hasRecovered, placementProblem } from "./early-failure";
import { explainRollout } from "./explain-rollout";
import { judge } from "./judge-rollout";
import { Look, lookAt } from "./look";
import { progressOf } from "./progress";
import type { Rollout } from "./rollout";
import { pause, waitFor, Watching } from "./watching";

/** Looks in a row that find no task placed before that is a failure: three minutes, 5 seconds apart. */
const PLACEMENT_LOOKS = 36;

/** Looks in which ECS begins with what it was asked for, and tells of it: a minute, 5 seconds apart. */
const BEGIN_LOOKS = 12;

/** What a watch that ended well saw. */
export interface Watched {
  /** ECS's identifier of the deployment that runs. */
  deploymentId: string;
  /** When the newest deployment began, in milliseconds since 1970: `after` for the next watch. */
  newestAt: number;
}

/** Waits until ECS runs what was asked for; throws with what went wrong as soon as it will not. */
export async function watchRollout(rollout: Rollout, watching: Watching = {}): Promise<Watched> {
  const { ECSClient } = await import("@aws-sdk/client-ecs");
  // A check that gives up on throttling would call a good rollout a failure.
  const ecs = new ECSClient({ region: rollout.region, maxAttempts: 10 });
  const wait = waitFor(rollout.timeoutSeconds, watching);
  const { approve = `npm run approve -- ${rollout.service}` } = watching;
  const next = looker(ecs, rollout);
  let said = "";
  let unplaced = 0;
  try {
    for (;;) {
      const { look, begun, settled } = await next();
      const placement = placementProblem(look);
      unplaced = placement === undefined ? 0 : unplaced + 1;
      const verdict = begun || settled ? judge(look, { ...rollout, settled }) : undefined;
      if (verdict?.state === "done") {
        return { deploymentId: verdict.deploymentId, newestAt: look.newestAt };
      }
      const decided = verdict?.state === "failed";
      const reason =
        (decided ? verdict.reason : crashLoop(look)) ??
        (unplaced >= PLACEMENT_LOOKS ? placement : undefined) ??
        (Date.now() > wait.deadline ? `not finished after ${rollout.timeoutSeconds} s` : undefined);
      if (reason !== undefined) {
        const why = { reason, decided, next: wait.next };
        throw new Error(await explainRollout(ecs, rollout, look, why));
      }
      const progress = progressOf(rollout.service, look, approve);
      if (progress !== said) {
        wait.say((said = progress));
      }
      await pause(wait);
    }
  } finally {
    ecs.destroy();
  }
}

/**
 * Looks, and remembers from one look to the next whether ECS has begun, and the failures that ECS forgot when
 * all tasks ran. A minute without a beginning means that ECS had nothing to do: what is there then counts.
 */
function looker(ecs: ECSClient, rollout: Rollout) {
  let begun = false;
  let looks = 0;
  let forgotten: (string | undefined)[] = [];
  return async (): Promise<{ look: Look; begun: boolean; settled: boolean }> => {
    const settled = !begun && ++looks > BEGIN_LOOKS;
    const look = await lookAt(ecs, rollout, { anew: !settled });
    begun ||= !settled && (rollout.shifting ? look.shift : look.ours) !== undefined;
    if (await hasRecovered(ecs, rollout, look)) {
      forgotten = look.failed.map(task => task.taskArn);
    }
    const failed = look.failed.filter(task => !forgotten.includes(task.taskArn));
    return { look: { ...look, failed }, begun, settled };
  };
}
