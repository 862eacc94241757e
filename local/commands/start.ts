import { needCompose, runCompose } from "../compose/docker";
import { UserError } from "../errors";
import { say, table } from "../report/screen";
import { consoleIo, RunIo } from "../runner";
import { smoke } from "../smoke/smoke";
import { SessionOptions } from "../stack/session";
import { stackName, stateFolder, Target } from "../stack/target";
import { inThrowawayFolder } from "../stack/throwaway";
import { chosenPacks, PACK_FLAGS, readArguments } from "./arguments";
import { deploy, launch, takeRedeploys, writeComposeProject } from "./deployment";
import { run } from "./run";

/**
 * `npm start`: deploys the system on the stand-ins, through the real engine and every policy, then runs
 * what was deployed until Ctrl-C. With `--smoke` it does so in a folder that is thrown away, checks the
 * documented calls, before and after a restart, and stops. With `--docker` it runs the services' own images,
 * built and started by Docker Compose.
 */
void run(async signal => {
  const { target, values } = readArguments({
    ...PACK_FLAGS,
    smoke: { type: "boolean" },
    docker: { type: "boolean" },
  });
  const options = { packs: chosenPacks(values), signal, report: say };
  if (values.docker === true) {
    if (values.smoke === true) {
      throw new UserError("--smoke checks what runs without Docker: use it without --docker");
    }
    return startDocker(target, { ...options, folder: stateFolder(target) });
  }
  if (values.smoke !== true) {
    return start(target, { ...options, folder: stateFolder(target) });
  }
  return inThrowawayFolder(`smoke-${stackName(target)}`, folder =>
    startSmoke(target, { ...options, folder, throwaway: true }),
  );
});

async function start(target: Target, options: Omit<SessionOptions, "output">): Promise<boolean> {
  const resources = await deploy(target, options);
  if (resources === undefined) {
    return false;
  }
  const io = { ...consoleIo(process.stderr), signal: options.signal };
  const running = await launch(options.folder, resources, io);
  console.log(`\n${table(running.table)}\n`);
  say("Ctrl-C stops it all and keeps the data; npm run reset clears the data.");
  const control = await takeRedeploys(options.folder, resources, running, say);
  await running.whenStopped;
  await control?.close();
  return true;
}

async function startDocker(
  target: Target,
  options: Omit<SessionOptions, "output"> & { signal: AbortSignal },
): Promise<boolean> {
  const compose = needCompose();
  const resources = await deploy(target, options);
  if (resources === undefined) {
    return false;
  }
  const file = writeComposeProject(target, options.folder, resources, say);
  say("Ctrl-C stops the containers and keeps their volumes.");
  return runCompose(compose, file, options.signal);
}

async function startSmoke(
  target: Target,
  options: Omit<SessionOptions, "output">,
): Promise<boolean> {
  const resources = await deploy(target, options);
  if (resources === undefined) {
    return false;
  }
  // One line a check: what the services write is shown only when a check has failed.
  const written: string[] = [];
  const io: RunIo = {
    report: say,
    log: (service, line) => written.push(`${service} | ${line}`),
    signal: options.signal,
  };
  const passed = await smoke(target.system, () => launch(options.folder, resources, io));
  if (!passed) {
    written.forEach(say);
  }
  return passed;
}
