import { spawn } from "child_process";

/** The middle one of several durations. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Seconds that each of several runs of a command takes from start to end; throws when one fails. */
export async function timeCommand(
  args: readonly string[],
  options: { runs: number; cwd: string },
): Promise<number[]> {
  const seconds: number[] = [];
  for (let i = 0; i < options.runs; i++) {
    const start = process.hrtime.bigint();
    await runNode(args, options.cwd);
    seconds.push(Number(process.hrtime.bigint() - start) / 1e9);
  }
  return seconds;
}

async function runNode(args: readonly string[], cwd: string): Promise<void> {
  const child = spawn(process.execPath, args, { cwd, stdio: ["ignore", "ignore", "pipe"] });
  const errors: Buffer[] = [];
  child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  if (code !== 0) {
    throw new Error(`${args.join(" ")} exited ${code}:\n${Buffer.concat(errors).toString()}`);
  }
}
