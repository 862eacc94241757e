import { EngineLog, say } from "../report/screen";
import { withSession } from "../stack/session";
import { stateFolder } from "../stack/target";
import { chosenPacks, PACK_FLAGS, readArguments } from "./arguments";
import { run } from "./run";

/** `npm run up`: brings the credential-free stack to what the program says, and keeps its state. */
void run(async signal => {
  const { target, values } = readArguments({
    ...PACK_FLAGS,
    details: { type: "boolean" },
  });
  const log = new EngineLog({ live: true, details: values.details === true });
  const packs = chosenPacks(values);
  const options = { folder: stateFolder(target), packs, signal, report: say, output: log.write };
  return withSession(target, options, async session => {
    const outcome = await session.previewAndUp();
    await log.tell("up", outcome);
    return outcome.ok;
  });
});
