import { spawnSync } from "child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "fs";
import { tmpdir } from "os";
import { delimiter, join, resolve } from "path";

/** How a script ended. */
export interface Ending {
  status: number | null;
  stdout: string;
  stderr: string;
  /** Calls of the fakes, in order: name and arguments, and what came in, if anything, after ` < `. */
  calls: string[];
}

/**
 * A folder in which scripts of the workflows meet fakes of the programs that they call. A fake notes its call
 * and is a piece of bash: what it prints and how it ends. A program that a test does not fake is refused.
 */
export class Fakes {
  readonly folder = mkdtempSync(join(tmpdir(), "workflows-"));
  private readonly bin = join(this.folder, "bin");

  constructor() {
    mkdirSync(this.bin);
    for (const name of ["aws", "curl", "docker", "gh", "npm", "npx", "pulumi", "trivy"]) {
      this.fake(name, `echo "${name} was not expected: $*" >&2; exit 99`);
    }
  }

  /** Fakes a program; `$*` are its arguments, and `$input` is what came in when `reads`. */
  fake(name: string, body: string, { reads = false } = {}): void {
    const file = join(this.bin, name);
    const note = `printf '%s\\n' "${name} $*\${input:+ < $input}" >>"$CALLS"`;
    const read = reads ? "input=$(cat)" : "input=";
    writeFileSync(file, `#!/usr/bin/env bash\n${read}\n${note}\n${body}\n`);
    chmodSync(file, 0o755);
  }

  /** Writes a file of the folder and returns its path. */
  write(name: string, content: string): string {
    const file = join(this.folder, name);
    writeFileSync(file, content);
    return file;
  }

  /** Runs a script of the workflows in the folder. */
  run(script: string, args: readonly string[] = [], { input = "", env = {} }: Given = {}): Ending {
    const log = join(this.folder, "calls");
    rmSync(log, { force: true });
    const { status, stdout, stderr } = spawnSync(resolve(".github/scripts", script), args, {
      cwd: this.folder,
      encoding: "utf8",
      input,
      env: {
        PATH: [this.bin, process.env.PATH].join(delimiter),
        HOME: this.folder,
        CALLS: log,
        ...env,
      },
    });
    const calls = existsSync(log) ? readFileSync(log, "utf8").trimEnd().split("\n") : [];
    return { status, stdout, stderr, calls };
  }

  /** Removes the folder. */
  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

interface Given {
  input?: string;
  env?: Record<string, string>;
}

/** Whether the machine has what the scripts take besides the programs that are faked. */
function canRunScripts(): boolean {
  const there = ["bash", "jq", "git"].every(name => spawnSync(name, ["--version"]).status === 0);
  if (!there && process.env.CI) {
    throw new Error("bash, jq or git is missing: the workflows' scripts take them");
  }
  if (!there) {
    console.log("    skipped: bash, jq or git is missing, which the workflows' scripts take");
  }
  return there;
}

/** Fakes anew for each test of a suite; `current` is there from `beforeEach` on. Skips the suite without the tools. */
export function withFakes(use: (current: Fakes) => void): void {
  let fakes: Fakes | undefined;
  before(function () {
    if (!canRunScripts()) {
      this.skip();
    }
  });
  beforeEach(() => use((fakes = new Fakes())));
  afterEach(() => fakes?.remove());
}
