import { execFile } from "child_process";
import { join } from "path";
import { promisify } from "util";

const ROOT = join(__dirname, "../../..");
const FILES = "tests/policies/**/*.test.ts";

const besides = new Set<Mocha.Test>();

/** A test that a helper gives every rule: it is none of the cases written for the rule. */
export function itAlso(title: string, run: () => Promise<void>): void {
  besides.add(it(title, run));
}

/** How many cases were written for a rule: the tests under its name among those that mocha has loaded. */
export function casesOf(rule: string, root: Mocha.Suite): number {
  const written = new Set<Mocha.Test>();
  for (const suite of suitesIn(root)) {
    if (suite.title === rule || suite.title.startsWith(`${rule} `)) {
      suite.eachTest(test => !besides.has(test) && written.add(test));
    }
  }
  return written.size;
}

/** How many cases were written for each rule, in all files: a run has some of them, and may have each in a process of its own. */
export async function countCases(): Promise<Partial<Record<string, number>>> {
  const reporter = join(__dirname, "case-counter.ts");
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [require.resolve("mocha/bin/mocha.js"), "--dry-run", "--reporter", reporter, FILES],
    { cwd: ROOT, env: { ...process.env, FORCE_COLOR: "0" } },
  );
  return JSON.parse(stdout);
}

function suitesIn(suite: Mocha.Suite): Mocha.Suite[] {
  return [suite, ...suite.suites.flatMap(suitesIn)];
}
