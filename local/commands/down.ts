import { passOn, say, verdict } from "../report/screen";
import { withSession } from "../stack/session";
import { stateFolder } from "../stack/target";
import { readArguments } from "./arguments";
import { run } from "./run";

/** `npm run down`: deletes every resource of the credential-free stack, and the stack. Data files stay. */
void run(async signal => {
  const { target } = readArguments({});
  const folder = stateFolder(target);
  const options = { folder, packs: "none", signal, report: say, output: passOn } as const;
  return withSession(target, options, async session => {
    const outcome = await session.down();
    say(verdict("down", outcome));
    return outcome.ok;
  });
});
