import * as path from "node:path";
import { messageOf } from "../errors";
import { CacheServer } from "./caches/server";
import { RunError } from "./errors";
import { Fleet } from "./fleet";
import { AccessLog, type Tally } from "./gateway/access-log";
import { runMigration } from "./migration";
import { clearStaleLock } from "./postgres/data-folder";
import { Postgres } from "./postgres/server";
import { build } from "./processes/build";
import { checkPorts } from "./processes/ports";
import { RunRecord } from "./processes/run-record";
import { redeploy } from "./redeploy";
import { removeCopies } from "./release";
import { tableOf, type TableRow } from "./table";
import type { RunIo, RunPlan, ServicePlan } from "./types";

/** How long the services may take to pass their first checks, in milliseconds. */
const readyMs = 60_000;
/** The same where a server is missing that some of them need, and will not come. */
const lackingReadyMs = 15_000;

/** Where a redeployment speaks to its user. */
export interface RedeployIo {
  report: (line: string) => void;
  signal: AbortSignal;
}

/** How a redeployment went. */
export interface Redeployed {
  /** The version that serves now. */
  label: string;
  /** What the gateways answered while it came out. */
  requests: Tally;
  /** Where they wrote it. */
  accessLog: string;
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
  /**
   * Brings out a new version of a service from its context's files as they are now; the old one serves
   * until the new one is healthy. Resolves when the old one has ended.
   *
   * @returns What serves now, and the requests that the gateways answered meanwhile.
   * @throws RunError, the old version untouched, when the new one is refused or `io.signal` is aborted
   * before it serves; at once when a new version of any service is being brought out already.
   */
  redeploy(plan: ServicePlan, io: RedeployIo): Promise<Redeployed>;
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
  private readonly accessLog: AccessLog;
  private fleet: Fleet | undefined;
  /** Name of the service whose new version is coming out, and when that is over. */
  private redeployment: { service: string; over: Promise<unknown> } | undefined;
  private versions = 1;
  private isReady = false;
  private readonly ending = new AbortController();
  private stopped: Promise<void> | undefined;
  private tellStopped: () => void = () => undefined;
  private readonly onAbort = () => void this.stop();

  constructor(
    readonly plan: RunPlan,
    private readonly io: RunIo,
  ) {
    this.whenStopped = new Promise(resolve => (this.tellStopped = resolve));
    this.accessLog = new AccessLog(path.join(plan.stateDir, "access.log"), line => io.report(line));
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
    await removeCopies(plan.stateDir);
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
    return tableOf(this.plan, this.fleet?.services ?? []);
  }

  async stopService(name: string): Promise<void> {
    await this.startedFleet().get(name).pause();
  }

  async startService(name: string): Promise<void> {
    await this.startedFleet()
      .get(name)
      .start({ msOf: () => readyMs });
  }

  async redeploy(plan: ServicePlan, io: RedeployIo): Promise<Redeployed> {
    if (this.redeployment) {
      const { service } = this.redeployment;
      throw new RunError(`A new version of ${service} is coming out already: wait for it`);
    }
    const over = this.bringOut(plan, io);
    this.redeployment = { service: plan.name, over };
    return over.finally(() => (this.redeployment = undefined));
  }

  stop(): Promise<void> {
    this.stopped ??= this.stopAll();
    return this.stopped;
  }

  /** @throws RunError before the services are started, and when the run is being stopped. */
  private startedFleet(): Fleet {
    this.record?.assertOpen();
    if (!this.fleet) {
      throw new RunError("The run has not started its services yet");
    }
    return this.fleet;
  }

  private async bringOut(plan: ServicePlan, io: RedeployIo): Promise<Redeployed> {
    const fleet = this.startedFleet();
    if (!this.isReady) {
      throw new RunError("The services are still starting: wait until they are healthy");
    }
    const before = this.accessLog.tally;
    const runEnds = this.ending.signal;
    const label = await redeploy({
      fleet,
      record: this.record as RunRecord,
      stateDir: this.plan.stateDir,
      plan,
      version: (this.versions += 1),
      report: line => io.report(line),
      signal: AbortSignal.any([io.signal, runEnds]),
      runEnds,
    });
    const { requests, failed } = this.accessLog.tally;
    return {
      label,
      requests: { requests: requests - before.requests, failed: failed - before.failed },
      accessLog: this.accessLog.file,
    };
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
    this.fleet = new Fleet(this.plan, this.io, record, this.accessLog);
    await this.fleet.listen();
    this.ready = this.awaitReady(this.fleet);
    // It may fail before anybody has asked.
    this.ready.catch(() => undefined);
  }

  private async awaitReady(fleet: Fleet): Promise<void> {
    const names = fleet.services.map(({ plan }) => plan.name).join(", ");
    this.io.report(names ? `Starting ${names}` : "There is no service to start");
    // A service that may only lack what is missing here does not end the run.
    const lacking = this.plan.skipped.some(({ needed }) => needed);
    const tolerate = (error: unknown) => {
      if (!lacking || this.stopped) {
        throw error;
      }
      // Its last lines would only repeat what is missing.
      this.io.report(messageOf(error).split("\n")[0]);
    };
    try {
      await fleet.start({ msOf: () => (lacking ? lackingReadyMs : readyMs) }, tolerate);
      this.isReady = true;
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  private async stopAll(): Promise<void> {
    this.io.signal?.removeEventListener("abort", this.onAbort);
    this.record?.close();
    this.ending.abort();
    await this.redeployment?.over.catch(() => undefined);
    await this.fleet?.stop();
    await Promise.all(this.parts.map(part => part.stop()));
    await this.accessLog.close();
    if (this.record) {
      await removeCopies(this.plan.stateDir);
      this.record.release();
    }
    this.tellStopped();
  }
}
