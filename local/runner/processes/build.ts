import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { lock } from "proper-lockfile";
import { z } from "zod";
import { RunError } from "../errors";
import { Child } from "./child";
import type { RunRecord } from "./run-record";

/** Folders of a build context that are no sources. */
const generated = new Set(["node_modules", "dist", ".git"]);
/** Says from which sources a `dist` was made, and what it held then. */
const stampName = ".build.json";
const stamp = z.object({ sources: z.string(), output: z.string() });

/** A build context and who builds it. */
export interface Build {
  /** Service that it is for, as messages name it. */
  name: string;
  context: string;
}

/** How a build speaks, and how it is ended early. */
export interface BuildTools {
  record: RunRecord;
  report(line: string): void;
  /** Is told of the running build, to stop it when the run ends. */
  onChild(child: Child): void;
}

/**
 * Runs `npm run build` of a context where `dist` was not made from its sources as they are: their
 * contents count, not their dates. A context without a build script is left as it is. Two runs at
 * once build once.
 *
 * @throws RunError with the last lines of a build that fails.
 */
export async function build({ name, context }: Build, tools: BuildTools): Promise<void> {
  if (!hasBuildScript(context)) {
    return;
  }
  const key = createHash("sha256").update(context).digest("hex").slice(0, 16);
  const release = await lock(context, {
    // Beside the context it would be part of the image's contents.
    lockfilePath: path.join(os.tmpdir(), `microservices-on-aws-build-${key}.lock`),
    retries: { retries: 600, minTimeout: 200, maxTimeout: 200 },
  });
  try {
    const why = reasonToBuild(context);
    if (why) {
      tools.report(`${name}: building (${why})`);
      await runBuild(name, context, tools);
    }
  } finally {
    await release();
  }
}

async function runBuild(name: string, context: string, tools: BuildTools): Promise<void> {
  const sources = hashFolder(context, file => !generated.has(file));
  const command = ["npm", "run", "--silent", "build"];
  const spec = { name, command, cwd: context, env: process.env, signal: "SIGTERM" as const };
  const child = new Child({ ...spec, onLine: () => undefined }, tools.record);
  tools.onChild(child);
  const exit = await child.exited;
  const dist = path.join(context, "dist");
  if (!exit.ok || !fs.existsSync(dist)) {
    const how = exit.ok ? "made no dist folder" : `ended with ${exit.how}`;
    throw new RunError(`${name}: npm run build in ${context} ${how}${child.tail}`);
  }
  const made = { sources, output: hashFolder(dist, file => file !== stampName) };
  fs.writeFileSync(path.join(dist, stampName), JSON.stringify(made));
}

function reasonToBuild(context: string): string | undefined {
  const dist = path.join(context, "dist");
  const file = path.join(dist, stampName);
  if (!fs.existsSync(dist)) {
    return "it has no dist yet";
  }
  if (!fs.existsSync(file)) {
    return "nothing says what its dist was made from";
  }
  const made = stamp.safeParse(JSON.parse(fs.readFileSync(file, "utf8")));
  if (made.data?.sources !== hashFolder(context, name => !generated.has(name))) {
    return "its sources have changed";
  }
  return made.data.output === hashFolder(dist, name => name !== stampName)
    ? undefined
    : "its dist was changed by something else";
}

/** A hash over the names and contents of all files whose names are wanted. */
function hashFolder(folder: string, wanted: (name: string) => boolean): string {
  const hash = createHash("sha256");
  const visit = (current: string) => {
    const entries = fs.readdirSync(current, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const file = path.join(current, entry.name);
      if (!wanted(entry.name)) {
        continue;
      }
      if (entry.isDirectory()) {
        visit(file);
      } else if (entry.isFile()) {
        hash
          .update(`${path.relative(folder, file)}\0`)
          .update(fs.readFileSync(file))
          .update("\0");
      }
    }
  };
  visit(folder);
  return hash.digest("hex");
}

function hasBuildScript(context: string): boolean {
  const file = path.join(context, "package.json");
  if (!fs.existsSync(file)) {
    return false;
  }
  const text = fs.readFileSync(file, "utf8");
  const { scripts } = JSON.parse(text) as { scripts?: Record<string, string> };
  return scripts?.build !== undefined;
}
