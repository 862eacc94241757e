import { spawn } from "child_process";

import { OperationError } from "../errors";

/** How a `docker` command is run. */
export interface DockerOptions {
  /** Stops it. */
  signal: AbortSignal;

  /**
   * Its standard input.
   *
   * @default - none
   */
  input?: string;

  /**
   * Shows what it prints, on the error output: the standard output is the result's.
   *
   * @default false
   */
  show?: boolean;
}

/** Runs `docker` and returns what it printed; throws with what it said when it fails. */
export async function docker(
  args: readonly string[],
  { signal, input, show = false }: DockerOptions,
): Promise<string> {
  const output = show ? 2 : "pipe";
  const child = spawn("docker", args, { stdio: ["pipe", output, output], signal });
  let printed = "";
  let said = "";
  child.stdout?.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString()));
  // One that ends before it has read its input is told by its exit code.
  child.stdin?.on("error", () => undefined).end(input);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === "ENOENT"
      ? new OperationError("docker is not in the PATH; install Docker with buildx and repeat")
      : error;
  });
  if (code !== 0) {
    const why = said.trim() === "" ? `exit code ${code}` : said.trim();
    const [command] = args.join(" ").split(" -");
    throw new OperationError(`docker ${command} failed: ${why}`);
  }
  return printed;
}

/** What can build here. */
export interface Builder {
  /** Whether it can write a layer cache into a registry. */
  writesCache: boolean;
}

/** Finds out, before anything is done, whether images can be built here. */
export async function findBuilder(signal: AbortSignal): Promise<Builder> {
  const info = await docker(["info", "--format", "{{json .DriverStatus}}"], { signal });
  const builder = await docker(["buildx", "inspect"], { signal }).catch((error: unknown) => {
    throw /unknown command|not a docker command|unknown flag/.test(String(error))
      ? new OperationError("docker has no buildx; install the plugin docker-buildx and repeat")
      : error;
  });
  const [, driver] = /^Driver:\s*(\S+)/m.exec(builder) ?? [];
  // The daemon's own builder writes a cache only where the daemon keeps images in containerd.
  return { writesCache: driver !== "docker" || info.includes("io.containerd.snapshotter") };
}
