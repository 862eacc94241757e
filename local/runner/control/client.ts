import { once } from "node:events";
import * as net from "node:net";
import { RunError } from "../errors";
import { readLines } from "../processes/lines";
import { answer, socketOf } from "./protocol";

/** How a command speaks with a run. */
export interface Asking {
  /** Takes what the run says meanwhile. */
  report: (line: string) => void;
  /** Aborted when the user wants no answer any more; the run then takes back what it began. */
  signal: AbortSignal;
}

/**
 * Asks the run in a folder to bring out a new version of a service.
 *
 * @returns What it says when that is done.
 * @throws RunError when no run listens there, when it says why not, when it ends in the middle, and
 * when `signal` is aborted.
 */
export async function askRedeploy(
  stateDir: string,
  service: string,
  { report, signal }: Asking,
): Promise<string> {
  const socket = await connect(stateDir);
  const leave = () => socket.destroy();
  signal.addEventListener("abort", leave);
  let outcome: { done?: string; failed?: string } = {};
  readLines(socket, line => {
    const said = answer.parse(JSON.parse(line));
    if ("said" in said) {
      report(said.said);
    } else {
      outcome = said;
    }
  });
  if (signal.aborted) {
    leave();
  }
  const closed = once(socket, "close");
  socket.on("error", () => undefined);
  // The connection stays open both ways: its end would tell the run that nobody waits.
  socket.write(`${JSON.stringify({ redeploy: service })}\n`);
  await closed;
  signal.removeEventListener("abort", leave);
  if (outcome.done !== undefined) {
    return outcome.done;
  }
  throw new RunError(
    outcome.failed ??
      (signal.aborted
        ? `Stopped: unless it served already, the new version of ${service} is taken back`
        : "The run ended before the new version served"),
  );
}

async function connect(stateDir: string): Promise<net.Socket> {
  const file = socketOf(stateDir);
  if (file === undefined) {
    throw new RunError(`${stateDir} is too long for a socket: move the project to a shorter path`);
  }
  const socket = net.connect(file);
  try {
    await once(socket, "connect");
    return socket;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new RunError(
      code === "ENOENT" || code === "ECONNREFUSED"
        ? "No run listens: start it with npm start, and wait for its table"
        : `The run cannot be reached: ${message}`,
    );
  }
}
