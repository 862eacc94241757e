import * as net from "node:net";
import { RunError } from "../errors";
import type { PlannedPort } from "../listening";

/**
 * Makes sure that every port can be listened on.
 *
 * @throws RunError with one line for each that cannot, naming its variable.
 */
export async function checkPorts(ports: PlannedPort[]): Promise<void> {
  const problems = await Promise.all(ports.map(problemOf));
  const lines = problems.filter(problem => problem !== undefined);
  if (lines.length > 0) {
    throw new RunError(lines.join("\n"));
  }
}

async function problemOf({ port, variable }: PlannedPort): Promise<string | undefined> {
  // Some systems let two listen when one of them does so on all addresses; then that one answers.
  const answers = async () => ((await canConnect(port, 1000)) ? "EADDRINUSE" : undefined);
  const code = (await listenProblem(port)) ?? (await answers());
  if (code === undefined) {
    return undefined;
  }
  const what = code === "EADDRINUSE" ? "is in use" : `cannot be opened (${code})`;
  return `Port ${port} ${what} (${variable}): set ${variable} to another port.`;
}

function listenProblem(port: number): Promise<string | undefined> {
  return new Promise(resolve => {
    const server = net.createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () =>
      server.close(() => resolve(undefined)),
    );
  });
}

/** Whether a port, of this machine unless told otherwise, accepts a connection within the time. */
export function canConnect(
  port: number,
  milliseconds: number,
  host = "127.0.0.1",
): Promise<boolean> {
  return new Promise(resolve => {
    const socket = net.connect({ port, host });
    const finish = (result: boolean) => {
      socket.destroy();
      resolve(result);
    };
    socket.setTimeout(milliseconds, () => finish(false));
    socket.once("connect", () => finish(true));
    socket.once("error", () => finish(false));
  });
}

/** Below the ports that systems give to outgoing connections, which could take one at any time. */
const firstFree = 20_000;
const freeCount = 10_000;
/** Ports that this process has handed out. */
const handedOut = new Set<number>();

/**
 * A port that nobody listens on, for a process of this run.
 *
 * @throws RunError when none is found.
 */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const port = firstFree + Math.floor(Math.random() * freeCount);
    if (handedOut.has(port)) {
      continue;
    }
    handedOut.add(port);
    if ((await listenProblem(port)) === undefined) {
      return port;
    }
  }
  throw new RunError(
    `No free port was found between ${firstFree} and ${firstFree + freeCount - 1}`,
  );
}
