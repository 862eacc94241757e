import { Target } from "../stack/target";
import { Fault, Trial, tryFault } from "./trial";
import { momentOf, spread } from "./plan";
import { referenceStages, Stage } from "./stages";

/** How many faults are tried on a system. */
export interface Counts {
  /** Operations that fail, a third of them in each of create, update and destroy. */
  values: number;
  /** Operations at which the engine is killed, half of them in create, half in update. */
  kills: number;
}

/** What was tried on a system. */
export interface SystemTrials {
  system: string;
  stages: readonly Stage[];
  failures: Trial[];
  kills: Trial[];
}

/** Tries faults over the whole life of a system's stack, one after another. */
export async function trySystem(
  target: Target,
  { values, kills }: Counts,
  folder: string,
  tell: (trial: Trial, kill: boolean) => void,
  signal?: AbortSignal,
): Promise<SystemTrials> {
  const stages = await referenceStages(target, folder, signal);
  const [create, update] = stages;
  const trials: SystemTrials = { system: target.system, stages, failures: [], kills: [] };
  const run = async (of: readonly Stage[], count: number, kill: boolean) => {
    for (const [stage, fault] of faultsOf(of, count, kill)) {
      if (signal?.aborted) {
        return;
      }
      const trial = await tryFault(target, stage, fault, folder, signal);
      (kill ? trials.kills : trials.failures).push(trial);
      tell(trial, kill);
    }
  };
  await run(stages, values, false);
  await run([create, update], kills, true);
  return trials;
}

/** Faults in equal parts on each stage, spread over all that the stage does. */
function faultsOf(stages: readonly Stage[], count: number, kill: boolean): [Stage, Fault][] {
  return stages.flatMap((stage, index) => {
    const share = Math.floor(count / stages.length) + (index < count % stages.length ? 1 : 0);
    return spread(share, stage.operations.length).map((at, number): [Stage, Fault] => [
      stage,
      { at, moment: momentOf(number), kill },
    ]);
  });
}
