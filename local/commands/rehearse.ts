import { writeFile } from "fs/promises";

import { planDocument } from "../report/plan-document";
import { EngineLog, say } from "../report/screen";
import { Outcome, Session, withSession } from "../stack/session";
import { stackName } from "../stack/target";
import { inThrowawayFolder } from "../stack/throwaway";
import { Arguments, chosenPacks, outputFile, PACK_FLAGS, readArguments } from "./arguments";
import { run } from "./run";

/**
 * `npm run rehearse`: the gate. In a state that is thrown away: up under every policy, where nothing is
 * unknown to them any more; up again, which must change nothing; down, which must leave nothing.
 */
void run(async signal => {
  const { target, values } = readArguments({
    ...PACK_FLAGS,
    export: { type: "string" },
    json: { type: "string" },
    details: { type: "boolean" },
  });
  const packs = chosenPacks(values);
  const log = new EngineLog({ details: values.details === true });
  const options = { throwaway: true, packs, signal, report: say, output: log.write };
  return inThrowawayFolder(`rehearsal-${stackName(target)}`, folder =>
    withSession(target, { ...options, folder }, session =>
      rehearse(session, log, { target, values }),
    ),
  );
});

async function rehearse(
  session: Session,
  log: EngineLog,
  { target, values }: Arguments,
): Promise<boolean> {
  say("Rehearsing up on the stand-ins …");
  const first = await session.up();
  await log.tell("up", first);
  await writeIfAsked(values.json, () => planDocument(target, first.events));
  if (!first.ok) {
    return false;
  }
  await writeIfAsked(values.export, () => session.export());

  const second = await session.up();
  const still = second.ok && changesNothing(second);
  await log.tell("up again, which must change nothing", { ...second, ok: still });

  const down = await session.down();
  await log.tell("down", down);
  return still && down.ok;
}

function changesNothing({ events }: Outcome): boolean {
  const changes = events.flatMap(e => e.summaryEvent ?? []).at(-1)?.resourceChanges ?? {};
  return Object.keys(changes).every(op => op === "same");
}

async function writeIfAsked(
  flag: Arguments["values"][string],
  content: () => unknown,
): Promise<void> {
  const file = outputFile(flag);
  if (file !== undefined) {
    // Exports hold secrets in the clear.
    await writeFile(file, `${JSON.stringify(await content(), null, 2)}\n`, { mode: 0o600 });
  }
}
