import { join } from "path";

import { planCompose } from "../compose/plan-compose";
import { writeCompose } from "../compose/write-compose";
import { messageOf, UserError } from "../errors";
import { ROOT } from "../paths";
import { EngineLog } from "../report/screen";
import {
  ControlServer,
  planRun,
  type Redeploy,
  RunIo,
  Running,
  type RunPlan,
  StateResource,
  startRun,
} from "../runner";
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
  const running = await startRun(planOf(folder, resources), io);
  await running.ready;
  return running;
}

/**
 * Lets `npm run redeploy` bring out new versions of a run's services, until it is closed. Their
 * Dockerfiles are read again, for the variables and the command that they set.
 */
export async function takeRedeploys(
  folder: string,
  resources: StateResource[],
  running: Running,
  report: (line: string) => void,
): Promise<ControlServer | undefined> {
  const redeploy: Redeploy = async (service, tell, signal) => {
    const plan = planOf(folder, resources).services.find(({ name }) => name === service);
    if (plan === undefined) {
      const names = running.plan.services.map(({ name }) => name);
      throw new UserError(`--service is "${service}"; use ${names.join(", ")}`);
    }
    const both = (line: string) => [report, tell].forEach(act => act(line));
    try {
      const { label, requests, accessLog } = await running.redeploy(plan, { report: both, signal });
      return (
        `${label} serves; meanwhile the gateway answered ${requests.requests} requests, ` +
        `of which ${requests.failed} failed (${accessLog})`
      );
    } catch (error) {
      report(messageOf(error).split("\n")[0]);
      throw error;
    }
  };
  return ControlServer.open(runFolder(folder), redeploy, report);
}

function planOf(folder: string, resources: StateResource[]): RunPlan {
  return planRun(resources, { projectDir: ROOT, stateDir: runFolder(folder), env: process.env });
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
