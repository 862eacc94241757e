import * as fs from "node:fs";
import * as path from "node:path";
import { clearStaleLock } from "./postgres/data-folder";
import { RunRecord } from "./processes/run-record";

/** What else of a run stays, besides the databases' data. */
const others = ["caches", "volumes", "releases", "access.log", "access.log.1"];

/**
 * Removes the data of a stack: of its databases, caches and volumes, after stopping what a killed run has left of it.
 *
 * @throws RunError when the stack is running.
 */
export async function reset(stateDir: string, report: (line: string) => void): Promise<void> {
  const data = path.join(stateDir, "postgres");
  if (!fs.existsSync(stateDir)) {
    return;
  }
  const record = await RunRecord.claim(stateDir, report);
  for (const name of fs.existsSync(data) ? fs.readdirSync(data) : []) {
    await clearStaleLock(name, path.join(data, name), report);
  }
  for (const folder of [data, ...others.map(name => path.join(stateDir, name))]) {
    fs.rmSync(folder, { recursive: true, force: true });
  }
  record.release();
}
