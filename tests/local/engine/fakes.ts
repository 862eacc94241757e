import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ensureCli, type Cli, type EnsureCliOptions } from "../../../local/engine/cli";
import { goBuild } from "../../../local/engine/go-build";
import type { Way } from "../../../local/engine/ways";

const folders: string[] = [];
process.on("exit", () =>
  folders.forEach(folder => rmSync(folder, { recursive: true, force: true })),
);

/** An empty folder, removed when the tests end. Has a space in its name, as a user's may. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "engine test "));
  folders.push(folder);
  return folder;
}

/** A machine of a test's own: a PATH, a cache and a log of which programs ran, in one folder. */
export class FakeMachine {
  readonly folder = temporaryFolder();
  readonly programs = this.makeFolder("on path");
  readonly cache = path.join(this.folder, "cache");
  readonly env = { PATH: this.programs, PULUMI_CLI_CACHE: this.cache };
  private readonly log = path.join(this.folder, "log");

  makeFolder(name: string): string {
    const folder = path.join(this.folder, name);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  /** What ran so far, a line for each start of a program that this class made. */
  get ran(): string[] {
    return existsSync(this.log) ? readFileSync(this.log, "utf8").trim().split("\n") : [];
  }

  /** Makes a `pulumi` that gives a version, or runs other shell code. */
  addPulumi(folder: string, code: string): void {
    this.addProgram(folder, "pulumi", code);
  }

  /** Makes a `go` on PATH that "builds" a CLI after running some shell code first. */
  addGo(version = "go1.26.0", beforeBuild = ""): void {
    const pulumi = path.join(this.folder, "built pulumi");
    this.addPulumi(this.makeFolder("built pulumi"), "echo v3.220.0");
    this.addProgram(
      this.programs,
      "go",
      `if [ "$1" = version ]; then echo "go version ${version} linux/amd64"; exit; fi
       ${beforeBuild}
       while [ "$1" != -o ]; do shift; done
       mkdir -p "\${2%/*}" && cp "${pulumi}/pulumi" "$2"`,
    );
  }

  /** Makes an executable shell script that writes its name and arguments to the log first. */
  addProgram(folder: string, name: string, code: string): void {
    const script = `#!/bin/sh
PATH=/usr/bin:/bin
echo "${name} $*" >> "${this.log}"
${code}
`;
    writeFileSync(path.join(folder, name), script, { mode: 0o755 });
  }

  /** A way that makes a CLI of some version without any download. */
  installer(version = "3.248.0"): Way {
    return {
      source: "installer",
      title: "the official installer",
      version,
      make: root => {
        appendFileSync(this.log, "installer\n");
        mkdirSync(path.join(root, "bin"));
        this.addPulumi(path.join(root, "bin"), `echo v${version}`);
        return Promise.resolve();
      },
    };
  }

  /** Looks for a CLI on this machine, by the ways given. */
  async ensureCli(ways: Way[], options: Partial<EnsureCliOptions> = {}): Promise<Found> {
    const lines: string[] = [];
    const cli = await ensureCli({
      report: line => lines.push(line),
      env: this.env,
      ways,
      ...options,
    });
    return { cli, lines };
  }
}

interface Found {
  cli: Cli;
  /** What was reported. */
  lines: string[];
}

/** An installer as it is where the vendor's host is out of reach. */
export const unreachableInstaller: Way = {
  source: "installer",
  title: "the official installer",
  version: "3.248.0",
  make: () => Promise.reject(new Error("no network")),
};

/** The ways of a machine that can only build. */
export const onlyGo: Way[] = [unreachableInstaller, goBuild()];

/** Waits until something holds, for 15 seconds at most. */
export async function until(holds: () => boolean, what: string): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (!holds()) {
    if (Date.now() > deadline) {
      throw new Error(`${what} did not happen in 15 s`);
    }
    await sleep(20);
  }
}

/** The error that a promise rejects with. */
export async function failure(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    return error as Error;
  }
  throw new Error("expected a rejection");
}

/** Whether a process is there; one that has ended but that nobody has asked after is not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const status = `/proc/${pid}/status`;
  return !existsSync(status) || !/^State:\s*Z/m.test(readFileSync(status, "utf8"));
}
