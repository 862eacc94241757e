import { spawn } from "child_process";
import { mkdtempSync, rmSync, writeFileSync } from "fs";
import { tmpdir } from "os";
import { delimiter, join } from "path";

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
   * Where the command finds the stack's outputs: in a file, called `outputs.json` in what it prints, or from a
   * `pulumi` that has selected the stack `prod`.
   *
   * @default "file"
   */
  from?: "file" | "pulumi";

  /**
   * Presses Ctrl-C, whose signal npm repeats, when the standard output matches the first, then the next; the
   * standard input ends after the last.
   *
   * @default - it runs to its end
   */
  interruptAt?: readonly RegExp[];
}

/** Runs a command as npm does, against the endpoint; the stack's outputs are given as a file. */
export async function operate(
  [command, ...args]: readonly string[],
  { stack, endpoint, env = {}, from = "file", interruptAt }: Operating,
): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), "operate-"));
  const outputs = join(folder, "outputs.json");
  writeFileSync(outputs, JSON.stringify({ operations: stack }));
  if (from === "pulumi") {
    writeFileSync(
      join(folder, "pulumi"),
      `#!/bin/sh
case "$*" in
  "stack --show-name --non-interactive") echo prod ;;
  "stack output --json --stack prod --non-interactive") cat "${outputs}" ;;
  *) echo "not expected: $*" >&2; exit 99 ;;
esac
`,
      { mode: 0o755 },
    );
  }
  try {
    const { stdout, stderr, code } = await finished(
      spawn(
        process.execPath,
        [
          "-r",
          "esbuild-register",
          `operations/commands/${command}.ts`,
          ...(from === "file" ? ["--outputs", outputs] : []),
          ...args,
        ],
        {
          cwd: ROOT,
          env: {
            PATH: [folder, process.env.PATH].join(delimiter),
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
    const short = (text: string) => text.replaceAll(outputs, "outputs.json");
    return { code, stdout: short(stdout), stderr: short(stderr) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function finished(
  child: ReturnType<typeof spawn>,
  interruptAt: readonly RegExp[] = [],
): Promise<Outcome> {
  const outcome: Outcome = { code: null, stdout: "", stderr: "" };
  const waitingFor = [...interruptAt];
  child.stdout?.on("data", (chunk: Buffer) => {
    outcome.stdout += chunk.toString();
    if (waitingFor[0]?.test(outcome.stdout)) {
      waitingFor.shift();
      child.kill("SIGINT");
      child.kill("SIGINT");
      if (waitingFor.length === 0) {
        child.stdin?.end();
      }
    }
  });
  child.stderr?.on("data", (chunk: Buffer) => (outcome.stderr += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", code => resolve({ ...outcome, code }));
  });
}
