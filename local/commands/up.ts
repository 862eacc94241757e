import { passOn, say, verdict } from "../report/screen";
import { withSession } from "../stack/session";
import { stateFolder } from "../stack/target";
import { packFolders, readArguments } from "./arguments";
import { run } from "./run";

/** `npm run up`: brings the credential-free stack to what the program says, and keeps its state. */
void run(async signal => {
  const { target, values } = readArguments({ "policy-pack": { type: "string", multiple: true } });
  const packs = packFolders(values);
  const options = { folder: stateFolder(target), packs, signal, report: say, output: passOn };
  return withSession(target, options, async session => {
    const outcome = await session.previewAndUp();
    say(verdict("up", outcome));
    return outcome.ok;
  });
});
