import { UserError } from "../errors";
import { say } from "../report/screen";
import { askRedeploy } from "../runner";
import { runFolder, stateFolder } from "../stack/target";
import { readArguments } from "./arguments";
import { run } from "./run";

/**
 * `npm run redeploy -- --service NAME`: brings out a new version of one service, from its files as they
 * are now, in the system that `npm start` runs. The old one serves until the new one is healthy; a new
 * one that is not is refused, with what is known of it, and the exit code is 1.
 */
void run(async signal => {
  const { target, values } = readArguments({ service: { type: "string" } });
  if (typeof values.service !== "string") {
    throw new UserError("--service is missing: name the service, as in --service order-service");
  }
  const folder = runFolder(stateFolder(target));
  console.log(await askRedeploy(folder, values.service, { report: say, signal }));
  return true;
});
