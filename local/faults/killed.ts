import { spawn } from "child_process";
import { join } from "path";

import { ROOT } from "../paths";
import type { Target } from "../stack/target";
import type { Hit } from "./disturb";
import type { Moment } from "./plan";
import type { Stage } from "./stages";

/** What a process is to run until it is killed. */
export interface KilledRun extends Pick<Stage, "settings" | "act"> {
  target: Target;
  folder: string;
  at: number;
  moment: Moment;
}

/**
 * Runs the engine in a process group of its own, which kills itself: CLI, program and provider end at once
 * and without a word, as when the machine goes.
 */
export function runKilled(
  run: KilledRun,
  signal?: AbortSignal,
): Promise<{ hit: Hit; signal: NodeJS.Signals | null }> {
  const worker = join(__dirname, "worker.ts");
  const child = spawn(process.execPath, ["-r", "esbuild-register", worker, JSON.stringify(run)], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (text: Buffer) => (output.stdout += text.toString()));
  child.stderr.on("data", (text: Buffer) => (output.stderr += text.toString()));
  const end = () => void (child.pid !== undefined && process.kill(-child.pid, "SIGKILL"));
  signal?.addEventListener("abort", end);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, endedBy) => {
      signal?.removeEventListener("abort", end);
      if (output.stdout === "") {
        const how = code ?? endedBy;
        reject(new Error(`operation ${run.at} was never asked for (${how}): ${output.stderr}`));
      } else {
        resolve({ hit: JSON.parse(output.stdout) as Hit, signal: endedBy });
      }
    });
  });
}
