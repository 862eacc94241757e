import * as fs from "node:fs";
import Redis from "ioredis";
import { RunError } from "../errors";
import type { ChildSpec } from "../processes/child";
import { poll } from "../processes/poll";
import type { RunRecord } from "../processes/run-record";
import { Supervisor } from "../processes/supervisor";
import type { CachePlan, RunIo } from "../types";
import { serverSettings } from "./settings";

/** How long a server may take to answer, in milliseconds. */
const readyMs = 30_000;
/** Slots of a cluster. */
const slots = 16_384;

/** A Redis or Valkey server on this machine, with the password that the stack deploys. */
export class CacheServer {
  private supervisor: Supervisor | undefined;
  private exits = 0;
  /** While it starts, its words are kept for a failure. */
  private quiet = true;

  constructor(
    private readonly plan: CachePlan,
    private readonly io: Pick<RunIo, "report" | "log">,
    private readonly record: RunRecord,
  ) {}

  /** @throws RunError with the server's last lines when it does not come up. */
  async start(): Promise<void> {
    const { name, dataDir, cluster, program } = this.plan;
    fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const supervisor = new Supervisor(this.spec(), this.record, {
      onExit: ({ how }, pauseMs) => {
        this.exits += 1;
        this.io.report(`${name} ended with ${how}; starting it again in ${pauseMs / 1000} s`);
      },
    });
    this.supervisor = supervisor;
    supervisor.start();
    const up = async () => this.exits > 0 || (await this.ask(client => client.ping())) === "PONG";
    if (!(await poll(up, readyMs)) || this.exits > 0) {
      await supervisor.stop();
      const what = program.via === "path" ? program.file : program.image;
      throw new RunError(`${name}: ${what} did not come up${supervisor.tail}`);
    }
    if (cluster) {
      await this.takeSlots();
    }
    this.quiet = false;
  }

  /** Stops the server; its data stays. */
  async stop(): Promise<void> {
    await this.supervisor?.stop();
  }

  /** A node of a cluster serves only what it was given; it remembers that in its folder. */
  private async takeSlots(): Promise<void> {
    const info = await this.ask(client => client.cluster("INFO"));
    if (!info?.includes(`cluster_slots_assigned:${slots}`)) {
      await this.ask(client => client.call("CLUSTER", "ADDSLOTSRANGE", 0, slots - 1));
    }
    const serves = async () =>
      (await this.ask(client => client.cluster("INFO")))?.includes("cluster_state:ok") ?? false;
    if (!(await poll(serves, readyMs))) {
      throw new RunError(`${this.plan.name}: does not serve the slots of a cluster`);
    }
  }

  /** Asks the server something; undefined when it does not answer. */
  private async ask<T>(question: (client: Redis) => Promise<T>): Promise<T | undefined> {
    const client = new Redis({
      host: "127.0.0.1",
      port: this.plan.port,
      password: this.plan.password,
      lazyConnect: true,
      retryStrategy: () => null,
      maxRetriesPerRequest: 0,
      connectTimeout: 2000,
    });
    // Without a listener a refused connection would be written to the terminal.
    client.on("error", () => undefined);
    try {
      await client.connect();
      return await question(client);
    } catch {
      return undefined;
    } finally {
      client.disconnect();
    }
  }

  private spec(): ChildSpec {
    const { plan } = this;
    const { name, dataDir } = plan;
    const inContainer = plan.program.via === "docker";
    const setting = inContainer
      ? { bind: "0.0.0.0", dataDir: "/data" }
      : { bind: "127.0.0.1", dataDir };
    return {
      name,
      command: cacheCommand(plan),
      cwd: dataDir,
      env: { PATH: process.env.PATH, HOME: process.env.HOME },
      input: serverSettings(plan, setting),
      signal: "SIGTERM",
      onLine: line => {
        if (!this.quiet) {
          this.io.log(name, line);
        }
      },
    };
  }
}

/** The command line that starts a cache's server, which then reads its settings. */
export function cacheCommand({ program, port, dataDir }: CachePlan): string[] {
  if (program.via === "path") {
    return [program.file, "-"];
  }
  const { uid, gid } = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  return [
    ...["docker", "run", "--rm", "--interactive", "--user", `${uid}:${gid}`],
    ...["--publish", `127.0.0.1:${port}:${port}`, "--volume", `${dataDir}:/data`],
    ...[program.image, program.image.startsWith("valkey") ? "valkey-server" : "redis-server", "-"],
  ];
}
