import { say } from "../report/screen";
import { stateFolder } from "../stack/target";
import { chosenPacks, PACK_FLAGS, readArguments } from "./arguments";
import { deploy, writeComposeProject } from "./deployment";
import { run } from "./run";

/**
 * `npm run compose`: deploys the system on the stand-ins, through the real engine and every policy, and
 * writes what was deployed as a Compose project. Starts nothing.
 */
void run(async signal => {
  const { target, values } = readArguments(PACK_FLAGS);
  const folder = stateFolder(target);
  const resources = await deploy(target, {
    packs: chosenPacks(values),
    signal,
    report: say,
    folder,
  });
  if (resources === undefined) {
    return false;
  }
  console.log(writeComposeProject(target, folder, resources, say));
  return true;
});
