import { ROOT } from "../paths";
import { median, timeCommand } from "./medians";

const TS = ["-r", "esbuild-register"];
const RUNS = 5;

/**
 * Times a warm preview of a system in prod and its parts: Node and the SDK alone, the program loaded, the
 * engine without policy packs, the whole with them.
 */
export async function benchPreview(system: string): Promise<void> {
  const target = ["--system", system, "--stack", "prod"];
  const rows: [what: string, args: string[]][] = [
    ["node and @pulumi/pulumi", ["-e", 'require("@pulumi/pulumi")']],
    ["loading the program", [...TS, "-e", 'require("./index.ts")']],
    ["preview without packs", [...TS, "local/bench/preview-without-packs.ts", ...target]],
    ["npm run preview, all packs", [...TS, "local/commands/preview.ts", ...target]],
  ];
  // The first run makes the stack, compiles the packs and fills the file cache.
  await timeCommand(rows[3][1], { runs: 1, cwd: ROOT });
  let baseline: number | undefined;
  console.log(`preview of ${system} prod, seconds, median of ${RUNS} (all)`);
  for (const [what, args] of rows) {
    const seconds = await timeCommand(args, { runs: RUNS, cwd: ROOT });
    const middle = median(seconds);
    baseline ??= middle;
    const all = seconds.map(s => s.toFixed(2)).join(" ");
    console.log(
      `  ${what.padEnd(28)} ${middle.toFixed(2)}  ${(middle / baseline).toFixed(1)}x  (${all})`,
    );
  }
}
