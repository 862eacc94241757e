import { spawn } from "node:child_process";

/** Options of {@link runCommand}. */
export interface RunOptions {
  /** Its environment, whole. */
  env: NodeJS.ProcessEnv;

  /**
   * The folder that it runs in.
   *
   * @default - this process's
   */
  cwd?: string;

  /**
   * Ends the command, with all that it started, when aborted.
   *
   * @default - it runs as long as it wants
   */
  signal?: AbortSignal;
}

const interrupts = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs a command to its end and gives what it wrote to standard output, trimmed.
 *
 * It gets a process group of its own, so that an abort, or a signal that ends this process, also
 * ends what the command itself started (a compiler, a download).
 *
 * @throws Error with the last lines that it wrote to standard error, or why it could not run.
 */
export function runCommand(command: string, args: string[], options: RunOptions): Promise<string> {
  const { env, cwd, signal } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      env,
      cwd,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => (output.stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (output.stderr += text));

    const release = endWith(() => killGroup(child.pid), signal);
    child.once("error", error => {
      release();
      reject(error);
    });
    child.once("close", (code, killedBy) => {
      release();
      if (signal?.aborted) {
        reject(abortReason(signal));
      } else if (code === 0) {
        resolve(output.stdout.trim());
      } else {
        reject(new Error(lastLines(output.stderr) || `it ended with ${code ?? killedBy}`));
      }
    });
  });
}

/** Calls `end` when aborted or when a signal is about to end this process; returns the way out. */
function endWith(end: () => void, signal?: AbortSignal): () => void {
  const onInterrupt = (name: NodeJS.Signals) => {
    end();
    release();
    // Sent again with our handler gone, so that it does what it would have done without us.
    process.kill(process.pid, name);
  };
  const release = () => {
    signal?.removeEventListener("abort", end);
    interrupts.forEach(name => process.off(name, onInterrupt));
  };
  interrupts.forEach(name => process.on(name, onInterrupt));
  if (signal?.aborted) {
    end();
  }
  signal?.addEventListener("abort", end);
  return release;
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) {
    return;
  }
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended by itself: nothing is left to kill.
  }
}

function abortReason(signal: AbortSignal): Error {
  const reason: unknown = signal.reason;
  if (reason instanceof Error && reason.name === "TimeoutError") {
    return new Error("it did not answer in time");
  }
  return reason instanceof Error ? reason : new Error(String(reason));
}

function lastLines(text: string): string {
  return text.trim().split("\n").slice(-3).join(" | ");
}
