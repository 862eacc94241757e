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
