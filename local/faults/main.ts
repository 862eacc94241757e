import { join } from "path";
import { parseArgs } from "util";

import { systems } from "../../services";
import { run } from "../commands/run";
import { UserError } from "../errors";
import { ROOT } from "../paths";
import { resolveTarget } from "../stack/target";
import { inThrowawayFolder } from "../stack/throwaway";
import { isSound, lineOf, writeRows } from "./report";
import { Counts, trySystem } from "./system";

const PAGE = join(ROOT, "docs", "reliability.md");

const FLAGS = {
  system: { type: "string", multiple: true },
  values: { type: "string", default: "25" },
  kills: { type: "string", default: "10" },
} as const;

/**
 * `npm run faults`: lets single operations of each system's stack fail, and kills the engine in the middle;
 * the next run must lead where an undisturbed one does. The rows of each system go into docs/reliability.md.
 */
void run(async signal => {
  // A copy of each checkpoint before the next would only take time; the checkpoints themselves are the point.
  process.env.PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS = "true";
  const { names, counts } = readFlags();
  let sound = true;
  for (const name of names) {
    const target = resolveTarget(name, "dev");
    console.log(`${name}: ${counts.values} failures, ${counts.kills} kills`);
    const trials = await inThrowawayFolder(`faults-${name}`, folder =>
      trySystem(target, counts, folder, (t, kill) => console.log(lineOf(t, kill)), signal),
    ).catch((error: unknown) => {
      if (signal.aborted) {
        return undefined;
      }
      throw error;
    });
    if (trials === undefined || signal.aborted) {
      return false;
    }
    sound &&= isSound(trials);
    await writeRows(PAGE, trials, Object.keys(systems));
  }
  return sound;
});

function readFlags(): { names: readonly string[]; counts: Counts } {
  try {
    const { values } = parseArgs({ options: FLAGS, allowPositionals: false });
    const { system: names = Object.keys(systems) } = values;
    names.forEach(name => resolveTarget(name, "dev"));
    return {
      names,
      counts: {
        values: wholeOf("values", values.values),
        kills: wholeOf("kills", values.kills),
      },
    };
  } catch (error) {
    if (error instanceof TypeError) {
      const known = Object.keys(FLAGS).map(flag => `--${flag}`);
      throw new UserError(`${error.message.split(". ")[0]}; use ${known.join(", ")}`);
    }
    throw error;
  }
}

function wholeOf(flag: string, text: string): number {
  if (!/^\d+$/.test(text)) {
    throw new UserError(`--${flag} is "${text}"; use a whole number`);
  }
  return Number(text);
}
