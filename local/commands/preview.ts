import { writeFile } from "fs/promises";

import { planDocument } from "../report/plan-document";
import { EngineLog, say } from "../report/screen";
import { withSession } from "../stack/session";
import { stateFolder } from "../stack/target";
import { chosenPacks, outputFile, PACK_FLAGS, readArguments } from "./arguments";
import { run } from "./run";

/** `npm run preview`: what an `up` would change, under every policy. Changes nothing. */
void run(async signal => {
  const { target, values } = readArguments({
    ...PACK_FLAGS,
    json: { type: "string" },
    details: { type: "boolean" },
  });
  const log = new EngineLog({ live: true, details: values.details === true });
  const packs = chosenPacks(values);
  const options = { folder: stateFolder(target), packs, signal, report: say, output: log.write };
  return withSession(target, options, async session => {
    const outcome = await session.preview();
    const file = outputFile(values.json);
    if (file !== undefined) {
      await writeFile(file, `${JSON.stringify(planDocument(target, outcome.events), null, 2)}\n`);
    }
    await log.tell("preview", outcome);
    return outcome.ok;
  });
});
