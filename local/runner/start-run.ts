import { messageOf } from "../errors";
import { CacheServer } from "./caches/server";
import { RunError } from "./errors";
import { Gateway } from "./gateway/server";
import { runMigration } from "./migration";
import { clearStaleLock } from "./postgres/data-folder";
import { Postgres } from "./postgres/server";
import { build } from "./processes/build";
import { checkPorts } from "./processes/ports";
import { RunRecord } from "./processes/run-record";
import { Service } from "./service";
import type { RunIo, RunPlan } from "./types";

/** How long the services may take to pass their first checks, in milliseconds. */
const readyMs = 60_000;
/** The same where a server is missing that some of them need, and will not come. */
const lackingReadyMs = 15_000;

/** One line of what runs where. */
export interface TableRow {
  name: string;
  /** Empty for what does not run here. */
  url: string;
  /** `healthy`, `starting`, `unhealthy`, `running`, or why it does not run here. */
  health: string;
}

/** A run that has started. */
export interface Running {
  /** What was started, on which ports. */
  readonly plan: RunPlan;
  /** What runs where, as of now. */
  readonly table: TableRow[];
  /**
   * Resolves when every service has passed its checks; rejects, everything stopped, when one does not.
   * Where something is missing that services need, it resolves though some are not well.
   */
  readonly ready: Promise<void>;
  /** Resolves when nothing of the run is left. */
  readonly whenStopped: Promise<void>;
  /** Ends one service, as if its last task had died, until it is started again. */
  stopService(name: string): Promise<void>;
  /** Starts a service that was stopped; resolves when it has passed its checks. */
  startService(name: string): Promise<void>;
  /** Ends what the run started and nothing else: gateway, services, then databases. Keeps the data. */
  stop(): Promise<void>;
}

/**
 * Starts what a plan says: databases, then migrations, then services and the gateway. Resolves when
 * all processes are started; `ready` says when they are well.
 *
 * @throws RunError, with nothing left running, when a port is in use, a build or a migration fails,
 * a database does not come up, the stack is already running, or `io.signal` is aborted.
 */
export async function startRun(plan: RunPlan, io: RunIo): Promise<Running> {
  const run = new Run(plan, io);
  try {
    await run.start();
  } catch (error) {
    await run.stop();
    throw io.signal?.aborted ? new RunError("The run was stopped") : error;
  }
  return run;
}

class Run implements Running {
  readonly whenStopped: Promise<void>;
  ready: Promise<void> = Promise.resolve();
  private record: RunRecord | undefined;
  /** What stop() ends, in the order in which it was started. */
  private readonly parts: { stop(): Promise<void> }[] = [];
  private gateways: Gateway[] = [];
  private services: Service[] = [];
  private stopped: Promise<void> | undefined;
  private tellStopped: () => void = () => undefined;
  private readonly onAbort = () => void this.stop();

  constructor(
    readonly plan: RunPlan,
    private readonly io: RunIo,
  ) {
    this.whenStopped = new Promise(resolve => (this.tellStopped = resolve));
  }

  async start(): Promise<void> {
    const { plan, io } = this;
    io.signal?.addEventListener("abort", this.onAbort);
    const record = await RunRecord.claim(plan.stateDir, line => io.report(line));
    if (this.stopped || io.signal?.aborted) {
      record.close();
      record.release();
    }
    record.assertOpen();
    this.record = record;
    for (const { name, dataDir } of plan.databases) {
      await clearStaleLock(name, dataDir, line => io.report(line));
    }
    await checkPorts([
      ...plan.gateways,
      ...plan.databases,
      ...plan.caches,
      ...plan.services.flatMap(({ listen }) => listen ?? []),
    ]);
    plan.notes.forEach(note => io.report(`Note: ${note}`));
    plan.skipped.forEach(({ name, reason }) => io.report(`${name} does not run here: ${reason}`));
    await this.buildAll(record);
    await Promise.all([this.startDatabases(record), this.startCaches(record)]);
    await this.migrate(record);
    await this.startServices(record);
  }

  get table(): TableRow[] {
    const { gateways, databases, caches, skipped } = this.plan;
    const local = (port: number) => `http://localhost:${port}`;
    return [
      ...gateways.map(({ name, port }) => ({ name, url: local(port), health: "running" })),
      ...this.services.map(({ plan: { name, listen, scheme = "http" }, health }) => ({
        name,
        url: listen ? `${scheme}://localhost:${listen.port}` : "",
        health,
      })),
      ...databases.map(({ name, port, user, database }) => ({
        name,
        url: `postgresql://${user}@localhost:${port}/${database}`,
        health: "running",
      })),
      ...caches.map(({ name, port }) => ({
        name,
        url: `redis://localhost:${port}`,
        health: "running",
      })),
      ...skipped.map(({ name, reason }) => ({ name, url: "", health: reason })),
    ];
  }

  stopService(name: string): Promise<void> {
    return this.serviceOf(name).pause();
  }

  startService(name: string): Promise<void> {
    return this.serviceOf(name).start(readyMs);
  }

  stop(): Promise<void> {
    this.stopped ??= this.stopAll();
    return this.stopped;
  }

  private serviceOf(name: string): Service {
    const service = this.services.find(({ plan }) => plan.name === name);
    if (!service) {
      throw new RunError(`No service ${name} runs here`);
    }
    return service;
  }

  private async buildAll(record: RunRecord): Promise<void> {
    const contexts = new Map(
      [...this.plan.migrations, ...this.plan.services].map(({ name, context }) => [context, name]),
    );
    for (const [context, name] of contexts) {
      await build(
        { name, context },
        { record, report: line => this.io.report(line), onChild: child => this.parts.push(child) },
      );
    }
  }

  private async startDatabases(record: RunRecord): Promise<void> {
    await Promise.all(
      this.plan.databases.map(async database => {
        this.io.report(`Starting PostgreSQL ${database.name} on port ${database.port}`);
        const server = new Postgres(database, this.io, record);
        this.parts.push(server);
        await server.start();
      }),
    );
  }

  private async startCaches(record: RunRecord): Promise<void> {
    await Promise.all(
      this.plan.caches.map(async cache => {
        this.io.report(`Starting cache ${cache.name} on port ${cache.port}`);
        const server = new CacheServer(cache, this.io, record);
        this.parts.push(server);
        await server.start();
      }),
    );
  }

  private async migrate(record: RunRecord): Promise<void> {
    for (const migration of this.plan.migrations) {
      this.io.report(`Running migration ${migration.name}`);
      await runMigration(migration, this.io, record, child => this.parts.push(child));
    }
  }

  private async startServices(record: RunRecord): Promise<void> {
    this.services = this.plan.services.map(service => new Service(service, this.io, record));
    this.gateways = this.plan.gateways.map(
      gateway =>
        new Gateway(gateway, (arn, name) =>
          this.services.some(service => service.plan.name === name && service.isHealthyIn(arn)),
        ),
    );
    for (const gateway of this.gateways) {
      record.assertOpen();
      await gateway.listen();
    }
    this.ready = this.awaitReady();
    // It may fail before anybody has asked.
    this.ready.catch(() => undefined);
  }

  private async awaitReady(): Promise<void> {
    const names = this.services.map(({ plan }) => plan.name).join(", ");
    this.io.report(names ? `Starting ${names}` : "There is no service to start");
    try {
      await this.startAll(this.services.filter(({ plan }) => plan.first === true));
      await this.startAll(this.services.filter(({ plan }) => plan.first !== true));
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** A service that may only lack what is missing here does not end the run. */
  private async startAll(services: Service[]): Promise<void> {
    const lacking = this.plan.skipped.some(({ needed }) => needed);
    await Promise.all(
      services.map(async service => {
        try {
          await service.start(lacking ? lackingReadyMs : readyMs);
        } catch (error) {
          if (!lacking || this.stopped) {
            throw error;
          }
          // Its last lines would only repeat what is missing.
          this.io.report(messageOf(error).split("\n")[0]);
        }
      }),
    );
  }

  private async stopAll(): Promise<void> {
    this.io.signal?.removeEventListener("abort", this.onAbort);
    this.record?.close();
    this.gateways.forEach(gateway => gateway.drain());
    await Promise.all(this.services.map(service => service.stop()));
    this.gateways.forEach(gateway => gateway.close());
    await Promise.all(this.parts.map(part => part.stop()));
    this.record?.release();
    this.tellStopped();
  }
}
