import { mkdtemp, rm, mkdir } from "fs/promises";
import { join } from "path";

import { LOCAL, ROOT } from "../paths";
import { passOn, say, table, verdict } from "../report/screen";
import { consoleIo, planRun, Running, RunIo, StateResource, startRun } from "../runner";
import { smoke } from "../smoke/smoke";
import { Session } from "../stack/session";
import { runFolder, stackName, stateFolder, Target } from "../stack/target";
import { packFolders, readArguments } from "./arguments";
import { run } from "./run";

/**
 * `npm start`: deploys the system on the stand-ins, through the real engine and every policy, then runs
 * what was deployed until Ctrl-C. With `--smoke` it does so in a folder that is thrown away, checks the
 * documented calls, before and after a restart, and stops.
 */
void run(async signal => {
  const { target, values } = readArguments({
    "policy-pack": { type: "string", multiple: true },
    smoke: { type: "boolean" },
  });
  const packs = packFolders(values);
  if (values.smoke !== true) {
    return start(target, stateFolder(target), packs, signal);
  }
  await mkdir(LOCAL, { recursive: true });
  const folder = await mkdtemp(join(LOCAL, `smoke-${stackName(target)}-`));
  try {
    const resources = await deploy(target, folder, packs, signal);
    return resources !== undefined && (await smoke(() => launch(folder, resources, signal)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

async function start(
  target: Target,
  folder: string,
  packs: readonly string[],
  signal: AbortSignal,
): Promise<boolean> {
  const resources = await deploy(target, folder, packs, signal);
  if (resources === undefined) {
    return false;
  }
  const running = await launch(folder, resources, signal);
  console.log(table(running.table));
  say("Ctrl-C stops it all and keeps the data; npm run reset clears the data.");
  await running.whenStopped;
  return true;
}

/** Brings the stack up and returns what is in its state, or nothing when it did not go through. */
async function deploy(
  target: Target,
  folder: string,
  packs: readonly string[],
  signal: AbortSignal,
): Promise<StateResource[] | undefined> {
  const session = await Session.open(target, {
    folder,
    packs,
    signal,
    report: say,
    output: passOn,
  });
  try {
    const outcome = await session.previewAndUp();
    say(verdict("up", outcome));
    if (!outcome.ok || signal.aborted) {
      return undefined;
    }
    const { deployment } = await session.export();
    return (deployment as { resources: StateResource[] }).resources;
  } finally {
    await session.close();
  }
}

/** Runs what the state holds; resolves when every service is well. */
async function launch(
  folder: string,
  resources: StateResource[],
  signal: AbortSignal,
): Promise<Running> {
  const plan = planRun(resources, {
    projectDir: ROOT,
    stateDir: runFolder(folder),
    env: process.env,
  });
  const io: RunIo = { ...consoleIo(process.stderr), signal };
  const running = await startRun(plan, io);
  await running.ready;
  return running;
}
