import * as fs from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { messageOf } from "../../errors";
import { clientAddress } from "./forward";
import type { Target } from "./types";

/** A request and what became of it. */
export interface Access {
  /** Name of the gateway. */
  gateway: string;
  /** When it came, in UTC. */
  time: string;
  client: string;
  method: string;
  /** Without the query, which may hold what is secret. */
  path: string;
  status: number;
  seconds: number;
  /** Whether the client went away, or the target broke off, before the whole answer was sent. */
  cut: boolean;
  /** Service and version that was asked, and where; absent when the gateway answered by itself. */
  target?: Target;
}

/** How many requests a log has seen, and how many of them failed: 5xx, or cut. */
export interface Tally {
  requests: number;
  failed: number;
}

/** Size at which the log is put aside as `.1`, in place of the one before: it never fills a disk. */
const longestBytes = 10_000_000;

/** The requests that gateways answered, a JSON line each, as a load balancer's access log holds them. */
export class AccessLog {
  private stream: fs.WriteStream | undefined;
  private putAside: Promise<unknown> = Promise.resolve();
  private bytes = 0;
  private broken = false;
  private readonly counted: Tally = { requests: 0, failed: 0 };

  /** @param file is made anew, readable by this user alone, when the first request comes. */
  constructor(
    readonly file: string,
    private readonly report: (line: string) => void,
  ) {}

  /** Takes a request that is over. */
  readonly write = (access: Access): void => {
    this.counted.requests += 1;
    if (access.status >= 500 || access.cut) {
      this.counted.failed += 1;
    }
    if (this.broken) {
      return;
    }
    try {
      this.append(`${JSON.stringify(access)}\n`);
    } catch (error) {
      this.giveUp(error);
    }
  };

  /** What it has seen until now. */
  get tally(): Tally {
    return { ...this.counted };
  }

  /** Resolves when all of it is in its files. */
  async close(): Promise<void> {
    const { stream } = this;
    this.stream = undefined;
    await Promise.all([this.putAside, stream && ended(stream)]);
  }

  private append(line: string): void {
    this.stream ??= this.open();
    this.stream.write(line);
    this.bytes += line.length;
    if (this.bytes >= longestBytes) {
      // What is still to be written goes to the file that is open, whatever its name.
      this.putAside = Promise.all([this.putAside, ended(this.stream)]);
      fs.renameSync(this.file, `${this.file}.1`);
      this.stream = this.open();
    }
  }

  private open(): fs.WriteStream {
    this.bytes = 0;
    const fd = fs.openSync(this.file, "w", 0o600);
    const stream = fs.createWriteStream(this.file, { fd });
    return stream.on("error", error => this.giveUp(error));
  }

  /** Requests go on without it. */
  private giveUp(error: unknown): void {
    if (!this.broken) {
      this.broken = true;
      this.report(`The log of the gateway ends here: ${messageOf(error)}`);
    }
  }
}

/** Ends a stream, and resolves when all of it is written, or will not be. */
async function ended(stream: fs.WriteStream): Promise<void> {
  if (!stream.closed) {
    await new Promise<void>(resolve => stream.once("close", resolve).end());
  }
}

/** Tells what became of a request once it is over. */
export function logWhenOver(
  request: IncomingMessage,
  response: ServerResponse,
  log: (access: Omit<Access, "gateway" | "target">) => void,
): void {
  const began = Date.now();
  const client = clientAddress(request);
  const { method = "", url = "" } = request;
  response.once("close", () =>
    log({
      time: new Date(began).toISOString(),
      client,
      method,
      path: url.split("?", 1)[0],
      status: response.statusCode,
      seconds: (Date.now() - began) / 1000,
      cut: !response.writableFinished,
    }),
  );
}
