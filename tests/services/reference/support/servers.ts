import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { accessSync, constants } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterFiles } from "../../../support/ends";
import { freePort } from "../../support/ports";
import { until } from "../../support/until";

/** A server of the machine's own, that a test may stop and start again. */
export interface TestServer {
  readonly url: string;
  start(): Promise<void>;
  /** Ends it at once, as a failure would. */
  kill(): Promise<void>;
}

/** Skips a suite, and says so, on a machine without a program. */
export function needs(program: string): void {
  before(function () {
    const folders = (process.env.PATH ?? "").split(path.delimiter);
    if (!folders.some(folder => isExecutable(path.join(folder, program)))) {
      console.log(`      skipped: there is no ${program} on PATH`);
      this.skip();
    }
  });
}

/** A Redis, started; as the only node of a cluster on demand. */
export async function startRedis(isCluster = false): Promise<TestServer> {
  const { port, folder, token } = await place();
  const config = [`port ${port}`, "bind 127.0.0.1", `dir ${folder}`, `requirepass ${token}`];
  config.push('save ""', ...(isCluster ? ["cluster-enabled yes"] : []));
  config.push(...(isCluster ? ["cluster-announce-ip 127.0.0.1"] : []));
  const run = () => spawn("redis-server", ["-"], { stdio: ["pipe", "ignore", "ignore"] });
  return begin(`redis://:${token}@127.0.0.1:${port}`, folder, () => {
    const child = run();
    child.stdin.end(config.join("\n"));
    return child;
  });
}

/** A NATS with JetStream, started. */
export async function startNats(): Promise<TestServer> {
  const { port, folder, token } = await place();
  const options = ["-a", "127.0.0.1", "-p", `${port}`, "-js", "-sd", folder, "--auth", token];
  return begin(`nats://:${token}@127.0.0.1:${port}`, folder, () =>
    spawn("nats-server", options, { stdio: "ignore" }),
  );
}

async function place() {
  const folder = await mkdtemp(path.join(tmpdir(), "reference-"));
  return { port: await freePort(), folder, token: randomBytes(12).toString("hex") };
}

async function begin(url: string, folder: string, run: () => ChildProcess): Promise<TestServer> {
  let child: ChildProcess | undefined;
  const port = Number(new URL(url).port);
  const server = {
    url,
    async start() {
      child = run();
      await until(() => accepts(port));
    },
    async kill() {
      if (child && child.exitCode === null && child.signalCode === null) {
        child.kill("SIGKILL");
        await once(child, "exit");
      }
    },
  };
  afterFiles(async () => {
    await server.kill();
    await rm(folder, { recursive: true, force: true });
  });
  await server.start();
  return server;
}

/** True when something listens on a port of 127.0.0.1. */
function accepts(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  return new Promise(resolve => {
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
  }).then(isOpen => {
    socket.destroy();
    return isOpen as boolean;
  });
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
