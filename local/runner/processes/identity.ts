import { execFileSync } from "node:child_process";
import * as fs from "node:fs";

/**
 * When a process started, in words that no other process with the same id has. Together with the id
 * it says whether a process is the one that was once started.
 *
 * @returns undefined when no such process is alive.
 */
export function startOf(pid: number): string | undefined {
  if (process.platform !== "linux") {
    return run("ps", ["-o", "lstart=", "-p", String(pid)]);
  }
  try {
    // The name, in brackets, may hold anything; the state is field 3, the start time field 22.
    const fields = fs
      .readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\)\s/s, "")
      .split(" ");
    const boot = fs.readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return fields[0] === "Z" ? undefined : `${boot}/${fields[19]}`;
  } catch {
    return undefined;
  }
}

/** The command line of a process, or undefined when it is not alive. */
export function commandLineOf(pid: number): string | undefined {
  return run("ps", ["-ww", "-o", "command=", "-p", String(pid)]);
}

function run(command: string, args: string[]): string | undefined {
  try {
    const text = execFileSync(command, args, {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    return text.trim() || undefined;
  } catch {
    return undefined;
  }
}
