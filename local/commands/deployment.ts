import { ROOT } from "../paths";
import { say, verdict } from "../report/screen";
import { planRun, RunIo, Running, StateResource, startRun } from "../runner";
import { Session, SessionOptions } from "../stack/session";
import { runFolder, Target } from "../stack/target";

/** Brings a stack up and returns what is in its state, or nothing when it did not go through. */
export async function deploy(
  target: Target,
  options: SessionOptions,
): Promise<StateResource[] | undefined> {
  const session = await Session.open(target, options);
  try {
    const outcome = await session.previewAndUp();
    say(verdict("up", outcome));
    if (!outcome.ok || options.signal?.aborted) {
      return undefined;
    }
    const { deployment } = (await session.export()) as {
      deployment: { resources: StateResource[] };
    };
    return deployment.resources;
  } finally {
    await session.close();
  }
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
