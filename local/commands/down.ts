import { passOn, say, verdict } from "../report/screen";
import { Session } from "../stack/session";
import { stateFolder } from "../stack/target";
import { readArguments } from "./arguments";
import { run } from "./run";

/** `npm run down`: deletes every resource of the credential-free stack, and the stack. Data files stay. */
void run(async signal => {
  const { target } = readArguments({});
  const session = await Session.open(target, {
    folder: stateFolder(target),
    packs: "none",
    signal,
    report: say,
    output: passOn,
  });
  try {
    const outcome = await session.down();
    say(verdict("down", outcome));
    return outcome.ok;
  } finally {
    await session.close();
  }
});
