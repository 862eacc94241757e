import { createHash } from "node:crypto";
import { access, mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import { localFolder } from "./environment";
import { messageOf } from "../errors";
import { SetupError } from "./setup-error";

/** What {@link compile} needs to know of a policy pack. */
export interface PackSource {
  name: string;
  version: string;

  /** The file to start from. */
  entry: string;

  /** The project's folder, whose packages the pack may use. */
  project: string;

  /**
   * The folder that the pack expects to run in, for the files that it reads there.
   *
   * @default - the compiled pack's own
   */
  runIn?: string;
}

/**
 * Makes one file of JavaScript of a policy pack, in a folder below the project's .local.
 *
 * It is compiled every time, which takes less than to find out whether that is needed; the folder
 * is named by its contents and put in place at once, so that several commands may do this together.
 *
 * @returns the folder, for `--policy-pack`.
 * @throws SetupError with the compiler's findings.
 */
export async function compile(source: PackSource): Promise<string> {
  const { name, version, project } = source;
  const files = {
    "index.js": await bundle(source),
    "package.json": JSON.stringify({ name, version }),
    // The project's launcher takes the option as "no TypeScript here"; the vendor's ignores it.
    "PulumiPolicy.yaml": "runtime:\n  name: nodejs\n  options:\n    typescript: false\n",
  };
  const digest = createHash("sha256").update(JSON.stringify(files)).digest("hex").slice(0, 12);
  const parent = path.join(localFolder(project), "packs", name);
  const folder = path.join(parent, digest);
  if (!(await exists(folder))) {
    await mkdir(parent, { recursive: true });
    await removeOld(parent);
    await writeFolder(folder, files);
  }
  return folder;
}

async function bundle({ entry, name, project, runIn }: PackSource): Promise<string> {
  try {
    const { outputFiles } = await build({
      entryPoints: [entry],
      absWorkingDir: project,
      bundle: true,
      write: false,
      platform: "node",
      target: "node20",
      format: "cjs",
      external: ["@pulumi/*"],
      nodePaths: [path.join(project, "node_modules")],
      logLevel: "silent",
      ...(runIn === undefined ? {} : inPlace(runIn)),
    });
    return outputFiles[0].text;
  } catch (error) {
    throw new SetupError(`The policy pack "${name}" does not compile: ${messageOf(error)}`);
  }
}

/** What makes a compiled pack behave as if it still ran in its own folder. */
function inPlace(folder: string) {
  const literal = JSON.stringify(folder);
  return { banner: { js: `process.chdir(${literal});` }, define: { __dirname: literal } };
}

async function writeFolder(folder: string, files: Record<string, string>): Promise<void> {
  const draft = await mkdtemp(`${folder}-`);
  for (const [name, text] of Object.entries(files)) {
    await writeFile(path.join(draft, name), text);
  }
  try {
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true });
    // Another command may have put the very same contents there first.
    if (!(await exists(folder))) {
      throw error;
    }
  }
}

const keptMs = 24 * 60 * 60 * 1000;

/** Removes what was compiled a day ago or earlier, which no running command can still need. */
async function removeOld(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const folder = path.join(parent, name);
    const changed = (await stat(folder).catch(() => undefined))?.mtimeMs ?? Infinity;
    if (Date.now() - changed > keptMs) {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
