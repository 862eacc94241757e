import { ChildProcess, execFile, spawn } from "child_process";
import { join } from "path";
import { createInterface } from "readline";
import { promisify } from "util";

import { oncePerMachine } from "../../support/once-per-machine";

/** The version of moto, a server of AWS's API that nobody here wrote. */
const VERSION = "5.2.5";
/** Account whose resources moto keeps. */
export const ACCOUNT = "123456789012";

const run = promisify(execFile);

/** A server of AWS's API on the loopback. */
export interface Moto {
  /** Its URL, for `AWS_ENDPOINT_URL`. */
  url: string;
  /** Forgets all resources. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts moto in an environment of its own, which is made once. Without Python it says so and returns
 * nothing, so that the caller can skip; in CI that is an error.
 */
export async function startMoto(): Promise<Moto | undefined> {
  const python = await pythonOf();
  if (python === undefined) {
    return undefined;
  }
  const child = spawn(python, ["-m", "moto.server", "-H", "127.0.0.1", "-p", "0"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const exited = new Promise<void>(resolve => child.once("exit", () => resolve()));
  const url = await urlOf(child);
  return {
    url,
    reset: async () => {
      await fetch(`${url}/moto-api/reset`, { method: "POST" });
    },
    stop: async () => {
      child.kill("SIGKILL");
      await exited;
    },
  };
}

/** The Python that has moto, which is installed when it is not there yet. */
async function pythonOf(): Promise<string | undefined> {
  const title = `moto ${VERSION}`;
  const folder = await oncePerMachine({ title, name: `moto-${VERSION}`, make: install });
  return folder && join(folder, "bin", "python");
}

/** A virtual environment finds its packages by its own place, so that it can be moved when complete. */
async function install(folder: string): Promise<void> {
  await run("python3", ["-m", "venv", folder]);
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
  await run(join(folder, "bin", "python"), [...pip, `moto[server]==${VERSION}`]);
}

/** Where it listens, which it prints when it does. */
async function urlOf(child: ChildProcess): Promise<string> {
  const said: string[] = [];
  const { stderr } = child;
  if (stderr === null) {
    throw new Error("moto has no error output");
  }
  for await (const line of createInterface({ input: stderr })) {
    said.push(line);
    const url = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(line)?.[1];
    if (url !== undefined) {
      stderr.resume();
      return url;
    }
  }
  throw new Error(`moto did not start:\n${said.join("\n")}`);
}
