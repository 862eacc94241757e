import { passOn, say, verdict } from "../report/screen";
import { Session } from "../stack/session";
import { stateFolder } from "../stack/target";
import { packFolders, readArguments } from "./arguments";
import { run } from "./run";

/** `npm run up`: brings the credential-free stack to what the program says, and keeps its state. */
void run(async signal => {
  const { target, values } = readArguments({ "policy-pack": { type: "string", multiple: true } });
  const session = await Session.open(target, {
    folder: stateFolder(target),
    packs: packFolders(values),
    signal,
    report: say,
    output: passOn,
  });
  try {
    const outcome = await session.previewAndUp();
    say(verdict("up", outcome));
    return outcome.ok;
  } finally {
    await session.close();
  }
});
