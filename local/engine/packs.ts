import { readFile, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { parse } from "yaml";
import { compile } from "./pack-compiler";
import { messageOf } from "../errors";
import { SetupError } from "./setup-error";

/**
 * Compiles one of the project's policy packs into a folder that `--policy-pack` takes, so that the
 * engine need not load a compiler to start it.
 *
 * @param pack The pack's folder, with its index.ts.
 * @param project The project's folder: its package.json has the version, its .local the result.
 * @returns the compiled pack's folder.
 * @throws SetupError when the pack is not there or does not compile.
 */
export async function compilePack(pack: string, project: string): Promise<string> {
  const entry = path.join(pack, "index.ts");
  if (!(await isFile(entry))) {
    throw new SetupError(`There is no policy pack in ${pack}: it has no index.ts`);
  }
  const { version } = await readPackage(project);
  return compile({ name: path.basename(pack), version, entry, project });
}

/**
 * Makes a user's policy pack ready for `--policy-pack`, wherever it lies: one in TypeScript that
 * uses the project's Pulumi packages is compiled, without checking its types; any other is taken
 * as it is.
 *
 * @param pack The pack's folder, with its PulumiPolicy.yaml.
 * @param project The project's folder.
 * @returns the folder for the engine.
 * @throws SetupError saying what the folder lacks.
 */
export async function preparePack(pack: string, project: string): Promise<string> {
  const folder = path.resolve(pack);
  if ((await runtimeOf(folder)) !== "nodejs") {
    return folder;
  }
  const { main, name, version } = await readPackage(folder);
  const entry = await findEntry(folder, main);
  if (!entry.endsWith(".ts") || hasOwnPackages(folder, project)) {
    return folder;
  }
  return compile({ name: path.basename(name ?? folder), version, entry, project, runIn: folder });
}

async function runtimeOf(pack: string): Promise<string> {
  const file = path.join(pack, "PulumiPolicy.yaml");
  let settings: { runtime?: string | { name?: string } } | null;
  try {
    settings = parse(await readFile(file, "utf8")) as typeof settings;
  } catch (error) {
    throw new SetupError(`${pack} is not a policy pack: ${messageOf(error)}`);
  }
  const runtime = settings?.runtime;
  const name = typeof runtime === "string" ? runtime : runtime?.name;
  if (name === undefined) {
    throw new SetupError(`${file} names no runtime; for JavaScript and TypeScript it is nodejs`);
  }
  return name;
}

interface PackageManifest {
  main?: string;
  name?: string;
  version: string;
}

/** CrossGuard reads the version of a pack from there, and so do we. */
async function readPackage(folder: string): Promise<PackageManifest> {
  const file = path.join(folder, "package.json");
  try {
    const manifest = JSON.parse(await readFile(file, "utf8")) as Partial<PackageManifest>;
    const { main, name, version } = manifest;
    if (!version) {
      throw new Error("it has no version");
    }
    return { main, name, version };
  } catch (error) {
    throw new SetupError(
      `A policy pack needs a package.json with a version; ${file}: ${messageOf(error)}`,
    );
  }
}

/** The file that Node would load for the folder if it also knew TypeScript. */
async function findEntry(folder: string, main?: string): Promise<string> {
  const named = main === undefined ? [] : [main, `${main}.js`, `${main}.ts`];
  for (const name of [...named, "index.js", "index.ts"]) {
    const file = path.join(folder, name);
    if (await isFile(file)) {
      return file;
    }
  }
  throw new SetupError(`There is no index.js or index.ts in the policy pack ${folder}`);
}

/** Whether a pack finds a @pulumi/policy from its folder up that is not the project's. */
function hasOwnPackages(pack: string, project: string): boolean {
  const found = resolvePolicy(pack);
  return found !== undefined && found !== resolvePolicy(project);
}

function resolvePolicy(folder: string): string | undefined {
  try {
    return createRequire(path.join(folder, "index.js")).resolve("@pulumi/policy");
  } catch {
    return undefined;
  }
}

async function isFile(file: string): Promise<boolean> {
  return stat(file).then(
    entry => entry.isFile(),
    () => false,
  );
}
