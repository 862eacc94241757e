import { EngineLog, say } from "../report/screen";
import { withSession } from "../stack/session";
import { stateFolder } from "../stack/target";
import { readArguments } from "./arguments";
import { run } from "./run";

/** `npm run down`: deletes every resource of the credential-free stack, and the stack. Data files stay. */
void run(async signal => {
  const { target } = readArguments({});
  const log = new EngineLog({ live: true });
  const folder = stateFolder(target);
  const options = { folder, packs: "none", signal, report: say, output: log.write } as const;
  return withSession(target, options, async session => {
    const outcome = await session.down();
    await log.tell("down", outcome);
    return outcome.ok;
  });
});
