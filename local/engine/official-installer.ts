import { mkdir, readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { version } from "@pulumi/pulumi/version";
import { runCommand } from "./run-command";
import { messageOf } from "../errors";
import type { Way, WayContext } from "./ways";

/** How long the installer may go without getting any further, in milliseconds. */
export interface Patience {
  /** Until the vendor's host has answered. */
  answerMs: number;

  /** Between two signs of life, once it has. */
  progressMs: number;
}

/** Installs the CLI of the SDK's version; run as a process of its own because it cannot be stopped. */
const script = `
  const { PulumiCommand } = require(process.argv[1]);
  PulumiCommand.install({ root: process.argv[2] }).catch(error => {
    console.error(error.message);
    process.exit(1);
  });
`;

/**
 * The vendor's installer, through the Automation API, for the CLI of the SDK's own version. Gives
 * up early where the vendor's host is out of reach.
 *
 * @param patience How long it may go without getting any further.
 * @param install The arguments of the Node process that installs into the folder appended to them.
 */
export function officialInstaller(
  patience: Patience = { answerMs: 20_000, progressMs: 120_000 },
  install = ["-e", script, require.resolve("@pulumi/pulumi/automation")],
): Way {
  return {
    source: "installer",
    title: "the official installer",
    version,
    async make(root, { env, report }: WayContext) {
      report(`Asking the official installer for the Pulumi CLI ${version}`);
      // Everything that it downloads goes through TMPDIR, so growth there is its progress.
      const scratch = path.join(root, "scratch");
      await mkdir(scratch);
      const stalled = new AbortController();
      const stopWatching = watch(root, patience, message => stalled.abort(new Error(message)));
      try {
        await runCommand(process.execPath, [...install, root], {
          env: { ...env, TMPDIR: scratch, PULUMI_SKIP_UPDATE_CHECK: "true" },
          signal: stalled.signal,
        });
      } catch (error) {
        throw new Error(`${messageOf(error)}; check the network or its proxy`, { cause: error });
      } finally {
        stopWatching();
        await rm(scratch, { recursive: true, force: true });
      }
    },
  };
}

/** Calls `onStall` when the folder has not grown for too long; returns the way to stop. */
function watch(folder: string, patience: Patience, onStall: (message: string) => void): () => void {
  let size = 0;
  let since = Date.now();
  const timer = setInterval(() => {
    void bytesIn(folder).then(bytes => {
      const limit = size === 0 ? patience.answerMs : patience.progressMs;
      if (bytes !== size) {
        size = bytes;
        since = Date.now();
      } else if (Date.now() - since >= limit) {
        onStall(`nothing came for ${limit / 1000} s`);
      }
    });
  }, 250);
  return () => clearInterval(timer);
}

/** Files may come and go while they are counted: one that has gone counts as nothing. */
async function bytesIn(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const sizes = names.map(name =>
    stat(path.join(folder, name)).then(
      entry => (entry.isFile() ? entry.size : 0),
      () => 0,
    ),
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
