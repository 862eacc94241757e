import { once } from "node:events";
import * as fs from "node:fs";
import * as net from "node:net";
import { messageOf } from "../../errors";
import { readLines } from "../processes/lines";
import { request, socketOf, type Answer } from "./protocol";

/** Readable and writable for this user alone. */
const privateMask = 0o177;

/**
 * Brings out a new version of a service.
 *
 * @param signal is aborted when whoever asked has gone
 * @returns What to say when it is done.
 */
export type Redeploy = (
  service: string,
  report: (line: string) => void,
  signal: AbortSignal,
) => Promise<string>;

/** The ear of a run: a socket in its folder, through which other commands of this user ask it. */
export class ControlServer {
  private readonly server = net.createServer(socket => this.serve(socket));
  private readonly sockets = new Set<net.Socket>();
  private readonly work = new Set<Promise<void>>();

  private constructor(private readonly redeploy: Redeploy) {}

  /**
   * Listens for a run, which has its folder for itself.
   *
   * @returns undefined, and says so through `report`, where the folder's path is too long for a socket.
   */
  static async open(
    stateDir: string,
    redeploy: Redeploy,
    report: (line: string) => void,
  ): Promise<ControlServer | undefined> {
    const file = socketOf(stateDir);
    if (file === undefined) {
      report(`Note: npm run redeploy cannot reach this run: ${stateDir} is too long for a socket`);
      return undefined;
    }
    // A run that was killed has left its own.
    fs.rmSync(file, { force: true });
    const control = new ControlServer(redeploy);
    const before = process.umask(privateMask);
    try {
      control.server.listen(file);
    } finally {
      process.umask(before);
    }
    await once(control.server, "listening");
    return control;
  }

  /** Takes no more requests; resolves when those under way are answered. */
  async close(): Promise<void> {
    const closed = once(this.server, "close");
    this.server.close();
    await Promise.all(this.work);
    this.sockets.forEach(socket => socket.destroySoon());
    await closed;
  }

  private serve(socket: net.Socket): void {
    this.sockets.add(socket);
    socket.once("close", () => this.sockets.delete(socket));
    // Whoever goes away is noticed by the close.
    socket.on("error", () => undefined);
    let asked = false;
    readLines(socket, line => {
      if (!asked) {
        asked = true;
        const work = this.answer(socket, line).finally(() => this.work.delete(work));
        this.work.add(work);
      }
    });
  }

  /** Never rejects: what goes wrong is the answer. */
  private async answer(socket: net.Socket, line: string): Promise<void> {
    const gone = new AbortController();
    socket.once("close", () => gone.abort());
    const say = (answer: Answer) => socket.writable && socket.write(`${JSON.stringify(answer)}\n`);
    try {
      const { redeploy: service } = request.parse(JSON.parse(line));
      const done = await this.redeploy(service, said => say({ said }), gone.signal);
      say({ done });
    } catch (error) {
      say({ failed: messageOf(error) });
    }
    socket.end();
  }
}
