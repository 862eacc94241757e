import * as path from "node:path";
import { z } from "zod";

/** What a run can be asked, as one JSON line. */
export const request = z.strictObject({
  /** Service of which a new version is to come out. */
  redeploy: z.string(),
});

/** What a run answers: JSON lines, of which `done` or `failed` is the last. */
export const answer = z.union([
  z.strictObject({ said: z.string() }),
  z.strictObject({ done: z.string() }),
  z.strictObject({ failed: z.string() }),
]);

/** A line of a run's answer. */
export type Answer = z.infer<typeof answer>;

/** The longest path that every system takes for a socket. */
const longestPath = 103;

/** The socket on which the run in a folder listens; undefined where its path is too long for one. */
export function socketOf(stateDir: string): string | undefined {
  const file = path.join(stateDir, "control.sock");
  return Buffer.byteLength(file) > longestPath ? undefined : file;
}
