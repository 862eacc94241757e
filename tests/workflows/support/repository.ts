import { expect } from "chai";
import { spawnSync } from "child_process";

import { Fakes } from "./fakes";

/** A git repository in the folder of the fakes. */
export class Repository {
  constructor(private readonly fakes: Fakes) {}

  /** Runs git, which must do it; what it printed. */
  git(...args: string[]): string {
    const { status, stdout, stderr } = spawnSync("git", args, {
      cwd: this.fakes.folder,
      encoding: "utf8",
      env: { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" },
    });
    expect(status, stderr).to.equal(0);
    return stdout.trim();
  }

  /** Makes it, with one commit; that commit. */
  make(): string {
    this.git("init", "--quiet", "--initial-branch", "main");
    this.git("config", "user.email", "a@example.com");
    this.git("config", "user.name", "a");
    return this.commit("index.ts");
  }

  /** Commits a change of a file; the commit. */
  commit(file: string): string {
    this.fakes.write(file, `${Math.random()}`);
    this.git("add", file);
    this.git("commit", "--quiet", "--message", file);
    return this.git("rev-parse", "HEAD");
  }
}
