import { join } from "path";

import { planCompose } from "../compose/plan-compose";
import { writeCompose } from "../compose/write-compose";
import { ROOT } from "../paths";
import { EngineLog } from "../report/screen";
import { planRun, RunIo, Running, StateResource, startRun } from "../runner";
import { SessionOptions, withSession } from "../stack/session";
import { runFolder, stackName, Target } from "../stack/target";

/**
 * Plans a stack and brings it up, a line for each phase, and returns what is in its state, or nothing
 * when it did not go through.
 */
export async function deploy(
  target: Target,
  options: Omit<SessionOptions, "output">,
): Promise<StateResource[] | undefined> {
  const log = new EngineLog();
  return withSession(target, { ...options, output: log.write }, async session => {
    for (const [doing, phase] of [
      ["Planning", "preview"],
      ["Deploying", "up"],
    ] as const) {
      options.report(`${doing} ${target.system} on the stand-ins, stack ${stackName(target)} …`);
      const outcome = await session[phase]();
      await log.tell(phase, outcome);
      if (!outcome.ok || options.signal?.aborted) {
        return undefined;
      }
    }
    const { deployment } = (await session.export()) as {
      deployment: { resources: StateResource[] };
    };
    return deployment.resources;
  });
}

/** Runs what a state holds; resolves when every service is well. */
export async function launch(
  folder: string,
  resources: StateResource[],
  io: RunIo,
): Promise<Running> {
  const plan = planRun(resources, {
    projectDir: ROOT,
    stateDir: runFolder(folder),
    env: process.env,
  });
  const running = await startRun(plan, io);
  await running.ready;
  return running;
}

/** Writes what a state holds as a Compose project into the stack's folder; returns the Compose file. */
export function writeComposeProject(
  target: Target,
  folder: string,
  resources: StateResource[],
  report: (line: string) => void,
): string {
  const options = { projectDir: ROOT, env: process.env };
  const files = planCompose(`${target.system}-${target.stack}`, resources, options);
  files.notes.forEach(note => report(`Note: ${note}`));
  return writeCompose(join(folder, "compose"), files);
}
