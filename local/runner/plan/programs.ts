import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

/** A server that is not part of this project: how it is called, and where it can be had. */
export interface ServerSoftware {
  /** Names of its program, the best first. */
  programs: readonly string[];
  /** Docker image of it. */
  image: string;
  /** How to install it, to stand in a sentence. */
  install: string;
}

/** How a server is started here: its program, or a container of its image. */
export type Program = { via: "path"; file: string } | { via: "docker"; image: string };

/** Finds the way to run a server; undefined when there is none. */
export type ProgramFinder = (software: ServerSoftware) => Program | undefined;

/**
 * Looks for programs in the folders of PATH, and for a Docker daemon that answers where one is not
 * there.
 */
export function programFinder(env: Record<string, string | undefined>): ProgramFinder {
  const folders = (env.PATH ?? "").split(path.delimiter).filter(folder => folder !== "");
  const onPath = (program: string) =>
    folders.map(folder => path.join(folder, program)).find(isExecutable);
  let daemon: boolean | undefined;
  return ({ programs, image }) => {
    const file = programs.map(onPath).find(found => found !== undefined);
    if (file !== undefined) {
      return { via: "path", file };
    }
    const docker = onPath("docker");
    daemon ??= docker !== undefined && daemonAnswers(docker);
    return daemon ? { via: "docker", image } : undefined;
  };
}

/** What is missing, and what to do about it. */
export function missing({ programs: [program], install }: ServerSoftware): string {
  return `needs ${program}, which is not on PATH, or a running Docker: ${install}`;
}

function isExecutable(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

function daemonAnswers(docker: string): boolean {
  try {
    const args = ["version", "--format", "{{.Server.Version}}"];
    execFileSync(docker, args, { stdio: "ignore", timeout: 5000 });
    return true;
  } catch {
    return false;
  }
}
