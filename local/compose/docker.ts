import { execFileSync, spawn } from "node:child_process";
import { UserError } from "../errors";

/** The words that Compose is called by: as Docker's plugin, or as the program of its own. */
export type Compose = readonly string[];

const ways: readonly Compose[] = [["docker", "compose"], ["docker-compose"]];

/** Finds Compose; undefined where it is not installed. */
export function findCompose(): Compose | undefined {
  return ways.find(([program, ...words]) => succeeds(program, [...words, "version"]));
}

/** @throws UserError with what is missing, where Compose or the Docker daemon is. */
export function needCompose(): Compose {
  const compose = findCompose();
  if (!compose) {
    throw new UserError(
      "--docker needs Docker Compose: apt-get install docker-compose-v2, or Docker Desktop",
    );
  }
  if (!succeeds("docker", ["version", "--format", "{{.Server.Version}}"])) {
    throw new UserError("--docker needs a Docker daemon, and none answers: start it first");
  }
  return compose;
}

/**
 * Builds and runs a Compose project until the signal is aborted or it ends; then stops its containers.
 * Volumes stay.
 *
 * @returns Whether it ended well.
 */
export async function runCompose(
  compose: Compose,
  file: string,
  signal: AbortSignal,
): Promise<boolean> {
  const [program, ...words] = [...compose, "--file", file];
  // In a group of its own: a Ctrl-C in the terminal reaches it through us, once.
  const child = spawn(program, [...words, "up", "--build"], { stdio: "inherit", detached: true });
  const stop = () => child.kill("SIGINT");
  signal.addEventListener("abort", stop);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  }).finally(() => signal.removeEventListener("abort", stop));
  return signal.aborted || code === 0;
}

function succeeds(program: string, args: string[]): boolean {
  try {
    execFileSync(program, args, { stdio: "ignore", timeout: 10_000 });
    return true;
  } catch {
    return false;
  }
}
