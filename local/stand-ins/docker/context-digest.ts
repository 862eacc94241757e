import { createHash } from "crypto";
import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync } from "fs";
import { join } from "path";

import dockerignore from "@balena/dockerignore";

/** A file or link that Docker would get, relative to the context with `/` between folders. */
interface ContextFile {
  path: string;
  /** Permission bits. */
  mode: number;
  /** A file's content, or where a link points. */
  content: Buffer | string;
}

/**
 * SHA-256 of what Docker would see of a folder: names, permissions and contents of its files and
 * links but those that the ignore file names, and the Dockerfile. It is the same on every machine
 * and stays the same when a file is only touched.
 */
export function contextDigest(contextPath: string, dockerfilePath: string): string {
  const hash = createHash("sha256");
  const add = (...parts: (string | Buffer)[]) => {
    for (const part of parts) {
      hash.update(`${Buffer.byteLength(part)}:`).update(part);
    }
  };
  // Whatever its name and wherever it lies, the build knows the Dockerfile by its content alone.
  add("Dockerfile", readFileSync(dockerfilePath));
  for (const { path, mode, content } of contextFiles(contextPath, dockerfilePath)) {
    add(path, mode.toString(8), content);
  }
  return hash.digest("hex");
}

function contextFiles(contextPath: string, dockerfilePath: string): ContextFile[] {
  const patterns = ignorePatterns(contextPath, dockerfilePath);
  const rules = dockerignore({ ignorecase: false }).add(patterns);
  const ignored = (path: string) => rules.ignores(path);
  // A pattern with ! may bring back part of an ignored folder; without one it need not be walked.
  const pruned = /^\s*!/m.test(patterns) ? () => false : ignored;
  return pathsIn(contextPath, "", pruned)
    .filter(path => !ignored(path))
    .map(path => readEntry(contextPath, path));
}

/** An ignore file beside the Dockerfile goes before the context's own. */
function ignorePatterns(contextPath: string, dockerfilePath: string): string {
  const file = [`${dockerfilePath}.dockerignore`, join(contextPath, ".dockerignore")].find(path =>
    existsSync(path),
  );
  return file === undefined ? "" : readFileSync(file, "utf8");
}

/** Files and links below a folder, in order, without those below a pruned folder. */
function pathsIn(root: string, folder: string, pruned: (path: string) => boolean): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(entry => {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        return pruned(path) ? [] : pathsIn(root, path, pruned);
      }
      return entry.isFile() || entry.isSymbolicLink() ? [path] : [];
    });
}

function readEntry(contextPath: string, path: string): ContextFile {
  const full = join(contextPath, path);
  const status = lstatSync(full);
  return {
    path,
    mode: status.mode & 0o777,
    content: status.isSymbolicLink() ? readlinkSync(full) : readFileSync(full),
  };
}
