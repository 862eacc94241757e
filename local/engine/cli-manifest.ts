import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, readFile, stat, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import type { Way } from "./ways";

/** What is written beside an installed CLI, to know it again. */
interface Manifest {
  version: string;
  /** Which way it came. */
  source: Way["source"];
  files: ManifestFile[];
}

/** One file as it was when installed. */
interface ManifestFile {
  /** Relative to the CLI's folder. */
  path: string;
  size: number;
  /** Time of the last change, whole milliseconds. */
  mtime: number;
  executable: boolean;
  sha256: string;
}

/** What {@link inspect} finds. */
export type Finding =
  | { state: "absent" }
  | { state: "sound"; version: string; source: Way["source"] }
  | { state: "broken"; reason: string };

const manifestName = "manifest.json";

/**
 * Checks an installed CLI against its manifest. Sizes and times are compared; contents are read
 * only where a time differs, since that takes a moment and this runs before every command.
 */
export async function inspect(folder: string): Promise<Finding> {
  if ((await stat(folder).catch(() => undefined)) === undefined) {
    return { state: "absent" };
  }
  const manifest = await readManifest(folder);
  if (manifest === undefined) {
    return { state: "broken", reason: `its ${manifestName} is missing or unreadable` };
  }
  for (const file of manifest.files) {
    const fault = await findFault(folder, file);
    if (fault !== undefined) {
      return { state: "broken", reason: `${file.path} ${fault}` };
    }
  }
  return { state: "sound", version: manifest.version, source: manifest.source };
}

/** Describes every file of a freshly made CLI in its manifest. */
export async function writeManifest(
  folder: string,
  version: string,
  source: Way["source"],
): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter(entry => !entry.isDirectory())
    .map(entry => path.join(entry.parentPath, entry.name));
  const files: ManifestFile[] = [];
  for (const file of paths.sort()) {
    const { size, mtimeMs, mode } = await stat(file);
    files.push({
      path: path.relative(folder, file),
      size,
      mtime: Math.round(mtimeMs),
      executable: isExecutableMode(mode),
      sha256: await sha256(file),
    });
  }
  const manifest: Manifest = { version, source, files };
  await writeFile(path.join(folder, manifestName), JSON.stringify(manifest, null, 2));
}

async function readManifest(folder: string): Promise<Manifest | undefined> {
  try {
    const manifest = JSON.parse(
      await readFile(path.join(folder, manifestName), "utf8"),
    ) as Manifest;
    const pulumi = path.join("bin", "pulumi");
    return manifest.files.some(file => file.path === pulumi) ? manifest : undefined;
  } catch {
    return undefined;
  }
}

/** What is wrong with a file, as it continues a sentence that begins with its name. */
async function findFault(folder: string, expected: ManifestFile): Promise<string | undefined> {
  const file = path.join(folder, expected.path);
  const found = await stat(file).catch(() => undefined);
  if (found === undefined) {
    return "is missing";
  }
  if (found.size !== expected.size) {
    return `has ${found.size} bytes instead of ${expected.size}`;
  }
  if (expected.executable && !isExecutableMode(found.mode)) {
    return "is not executable";
  }
  if (Math.round(found.mtimeMs) === expected.mtime) {
    return undefined;
  }
  if ((await sha256(file)) !== expected.sha256) {
    return "is not what was installed";
  }
  // Copied or restored: with its old time again, the next look is a quick one. A cache that cannot
  // be written to is only slower.
  const time = new Date(expected.mtime);
  await utimes(file, time, time).catch(() => undefined);
  return undefined;
}

function isExecutableMode(mode: number): boolean {
  return (mode & 0o111) !== 0;
}

async function sha256(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}
