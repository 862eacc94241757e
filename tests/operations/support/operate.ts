import { spawn } from "child_process";
import { mkdtempSync, rmSync, writeFileSync } from "fs";
import { tmpdir } from "os";
import { join } from "path";

import type { Stack } from "../../../operations/stack";

/** How a command ended. */
export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

const ROOT = join(__dirname, "..", "..", "..");

/** What a command is run with. */
export interface Operating {
  stack: Stack;
  endpoint: string;
  env?: NodeJS.ProcessEnv;

  /**
   * Presses Ctrl-C when the standard output matches; the signal comes twice, as from npm.
   *
   * @default - it runs to its end
   */
  interruptAt?: RegExp;
}

/** Runs a command as npm does, against the endpoint; the stack's outputs are given as a file. */
export async function operate(
  [command, ...args]: readonly string[],
  { stack, endpoint, env = {}, interruptAt }: Operating,
): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), "operate-"));
  const outputs = join(folder, "outputs.json");
  writeFileSync(outputs, JSON.stringify({ operations: stack }));
  try {
    return await finished(
      spawn(
        process.execPath,
        [
          "-r",
          "esbuild-register",
          `operations/commands/${command}.ts`,
          "--outputs",
          outputs,
          ...args,
        ],
        {
          cwd: ROOT,
          env: {
            PATH: process.env.PATH,
            HOME: folder,
            AWS_ENDPOINT_URL: endpoint,
            AWS_ACCESS_KEY_ID: "testing",
            AWS_SECRET_ACCESS_KEY: "testing",
            AWS_EC2_METADATA_DISABLED: "true",
            ...env,
          },
        },
      ),
      interruptAt,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function finished(child: ReturnType<typeof spawn>, interruptAt?: RegExp): Promise<Outcome> {
  const outcome: Outcome = { code: null, stdout: "", stderr: "" };
  let interrupted = false;
  child.stdout?.on("data", (chunk: Buffer) => {
    outcome.stdout += chunk.toString();
    if (!interrupted && interruptAt?.test(outcome.stdout)) {
      interrupted = true;
      child.kill("SIGINT");
      child.kill("SIGINT");
    }
  });
  child.stderr?.on("data", (chunk: Buffer) => (outcome.stderr += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", code => resolve({ ...outcome, code }));
  });
}
