import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

import { afterTest } from "../../support/ends";

const root = path.join(__dirname, "../../../services");

/** The folder of a service, by its path in `services/`. */
export const serviceFolder = (service: string) => path.join(root, service);

/** A child process of a test. */
export interface Child {
  /** Everything it has written so far. */
  output(): { stdout: string; stderr: string };
  /** Resolves when its standard output matches; rejects when it ends first. */
  untilPrinted(pattern: RegExp): Promise<void>;
  signal(name: NodeJS.Signals): void;
  /** Its exit code, and everything it wrote. */
  readonly ended: Promise<{ code: number | null; stdout: string; stderr: string }>;
}

/** Builds a service the way its image does. */
export async function buildService(service: string): Promise<void> {
  const build = start("npm", ["run", "build"], serviceFolder(service), process.env);
  const { code, stdout, stderr } = await build.ended;
  if (code !== 0) {
    throw new Error(`the build of ${service} failed:\n${stdout}${stderr}`);
  }
}

/** Starts a built file of a service, with this environment and nothing else. */
export function startBuilt(service: string, file: string, env: NodeJS.ProcessEnv): Child {
  return start(process.execPath, [path.join("dist", file)], serviceFolder(service), env);
}

function start(command: string, args: string[], cwd: string, env: NodeJS.ProcessEnv): Child {
  const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", chunk => (output.stdout += chunk));
  child.stderr.on("data", chunk => (output.stderr += chunk));
  const ended = once(child, "close").then(([code]) => ({
    code: code as number | null,
    ...output,
  }));
  afterTest(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  return {
    output: () => output,
    ended,
    signal: name => child.kill(name),
    untilPrinted: async pattern => {
      while (!pattern.test(output.stdout)) {
        const next = once(child.stdout, "data").then(() => true);
        if (!(await Promise.race([next, ended.then(() => pattern.test(output.stdout))]))) {
          throw new Error(`ended without printing ${pattern}: ${output.stdout}${output.stderr}`);
        }
      }
    },
  };
}
