import { rm } from "fs/promises";

import { say } from "../report/screen";
import { reset } from "../runner";
import { runFolder, stackName, stateFolder } from "../stack/target";
import { readArguments } from "./arguments";
import { run } from "./run";

/** `npm run reset`: removes the data and the state of the credential-free stack, unless it is running. */
void run(async () => {
  const { target } = readArguments({});
  const folder = stateFolder(target);
  await reset(runFolder(folder), say);
  await rm(folder, { recursive: true, force: true });
  say(`Data and state of the stack ${stackName(target)} are gone.`);
  return true;
});
