import { messageOf } from "../errors";
import { RunError, StartFailure } from "./errors";
import type { Fleet } from "./fleet";
import type { HealthCheck } from "./listening";
import { build } from "./processes/build";
import type { Child } from "./processes/child";
import type { RunRecord } from "./processes/run-record";
import { copyContext, releaseFolder, removeCopy } from "./release";
import type { Patience, Service } from "./service";
import type { RolloutPlan, ServicePlan } from "./types";

/** What a new version comes out into. */
export interface Redeployment {
  fleet: Fleet;
  record: RunRecord;
  stateDir: string;
  /** The service as it is to run, its context the one to build. */
  plan: ServicePlan;
  /** Counts versions; no other of the run has it. */
  version: number;
  report: (line: string) => void;
  /** Aborted when the new version is not wanted any more: until it serves, it is taken back. */
  signal: AbortSignal;
  /** Aborted when the run ends: the old version's requests are not waited for any more. */
  runEnds: AbortSignal;
}

/** ECS retries a task that fails; here the first failure tells what there is to tell. */
const patience: Patience = {
  attempts: 1,
  // Failed checks before the grace is over do not count; then as many make it unhealthy.
  msOf: ({ graceSeconds = 0, unhealthyThreshold, intervalSeconds }) =>
    (graceSeconds + unhealthyThreshold * intervalSeconds) * 1000,
};

/**
 * Brings out a new version of a service as ECS's rolling update does: it is built in a folder of its
 * own, started beside the old one, and gets the requests when it has passed its checks; then the old
 * one finishes what it has and ends.
 *
 * @returns The new version's name, when the old one has ended.
 * @throws RunError, the old version untouched, when the new one cannot be built, ends, is not healthy in
 * time, or `signal` is aborted before it serves.
 */
export async function redeploy(order: Redeployment): Promise<string> {
  const { fleet, plan, report } = order;
  const old = fleet.get(plan.name);
  if (!plan.rollout) {
    throw new RunError(
      `${plan.name} cannot stand beside its old version: it needs a port that PORT chooses, ` +
        "and a health check over HTTP on that port",
    );
  }
  const next = await comeOut(order, plan.rollout);
  fleet.replace(old, next);
  report(`${next.label} is healthy: requests go to it`);
  await retire(old, plan.rollout, order);
  return next.label;
}

/** Builds and starts the new version. When this throws, nothing of it is left. */
async function comeOut(order: Redeployment, { checks }: RolloutPlan): Promise<Service> {
  const { fleet, record, stateDir, plan, version, report, signal } = order;
  const label = `${plan.name}#${version}`;
  const undo: (() => Promise<void>)[] = [];
  try {
    const context = releaseFolder(stateDir, `${plan.name}-v${version}`);
    undo.unshift(() => removeCopy(stateDir, context));
    await copyContext(plan.context, context);
    signal.throwIfAborted();
    const onChild = (child: Child) => whenAborted(signal, () => void child.stop());
    await build({ name: label, context }, { record, report, onChild });
    const next = await fleet.version({ ...plan, context, healthChecks: checks }, label);
    undo.unshift(() => next.stop());
    signal.throwIfAborted();
    report(`${label} starts on port ${next.plan.env.PORT}; ${asked(checks)}`);
    const stopped = new Promise<never>((_resolve, reject) =>
      whenAborted(signal, () => reject(new RunError("stopped"))),
    );
    await Promise.race([next.start(patience), stopped]);
    return next;
  } catch (error) {
    for (const step of undo) {
      await step();
    }
    throw signal.aborted
      ? new RunError(`${label} is taken back; the old version was not touched and serves`)
      : refusal(label, error);
  }
}

/** Takes the old version out: it finishes the requests that it has, for as long as it is given. */
async function retire(
  old: Service,
  { deregistrationSeconds }: RolloutPlan,
  { fleet, stateDir, report, runEnds }: Redeployment,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const outcome = await Promise.race([
    fleet.drained(old),
    new Promise<"late">(resolve => {
      timer = setTimeout(() => resolve("late"), deregistrationSeconds * 1000);
    }),
    new Promise<void>(resolve => whenAborted(runEnds, () => resolve())),
  ]);
  clearTimeout(timer);
  if (outcome === "late") {
    report(
      `${old.label} still has requests after its ${deregistrationSeconds} s of deregistration`,
    );
  }
  await old.stop();
  await removeCopy(stateDir, old.plan.context);
  report(`${old.label} is stopped`);
}

function whenAborted(signal: AbortSignal, act: () => void): void {
  if (signal.aborted) {
    act();
  }
  signal.addEventListener("abort", act, { once: true });
}

/** What a new version is asked, and for how long. */
function asked(checks: HealthCheck[]): string {
  const each = checks.map(check => {
    const asker = check.targetGroupArn === undefined ? "container" : "target group";
    return `its ${asker} asks ${check.path} for at most ${patience.msOf(check) / 1000} s`;
  });
  return each.join(", ");
}

/** Why a new version was not taken, in one block. */
function refusal(label: string, error: unknown): unknown {
  if (!(error instanceof RunError)) {
    return error;
  }
  const head = `${label} is refused; the old version was not touched and serves`;
  if (!(error instanceof StartFailure)) {
    return new RunError(`${head}\n  reason: ${messageOf(error)}`);
  }
  const { why, exit, checks, lines } = error.failure;
  return new RunError(
    [
      head,
      `  reason: ${why}`,
      `  exit:   ${exit ?? "none; it was stopped"}`,
      ...checks.map(check => `  health: ${check}`),
      `  log:    ${lines === "" ? "it wrote nothing" : "its last lines"}${lines}`,
    ].join("\n"),
  );
}
