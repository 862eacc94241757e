import { say } from "../report/screen";
import { stateFolder } from "../stack/target";
import { packFolders, readArguments } from "./arguments";
import { deploy, writeComposeProject } from "./deployment";
import { run } from "./run";

/**
 * `npm run compose`: deploys the system on the stand-ins, through the real engine and every policy, and
 * writes what was deployed as a Compose project. Starts nothing.
 */
void run(async signal => {
  const { target, values } = readArguments({ "policy-pack": { type: "string", multiple: true } });
  const folder = stateFolder(target);
  const resources = await deploy(target, {
    packs: packFolders(values),
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
