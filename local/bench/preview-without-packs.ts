import { readArguments } from "../commands/arguments";
import { Session } from "../stack/session";
import { stateFolder } from "../stack/target";

/** One preview on the stand-ins without any policy pack, to tell what the packs cost. */
async function main(): Promise<void> {
  const { target } = readArguments({});
  const session = await Session.open(target, {
    folder: stateFolder(target),
    packs: "none",
    report: () => undefined,
    output: () => undefined,
  });
  const { ok } = await session.preview();
  await session.close();
  process.exit(ok ? 0 : 1);
}

void main();
