import { CommandError, LocalWorkspace, Stack } from "@pulumi/pulumi/automation";
import type { EngineEvent } from "@pulumi/pulumi/automation/events";
import { existsSync, readdirSync } from "fs";
import { mkdir } from "fs/promises";
import { join } from "path";

import program from "../../index";
import { Cli, ensureCli, openCli } from "../engine/cli";
import { engineEnvironment, engineSecret } from "../engine/environment";
import { PROJECT, ROOT } from "../paths";
import { violations } from "../report/plan-document";
import { StandIns, StandInOptions, startStandIns } from "../stand-ins";
import { inlineProgram } from "./inline-program";
import { lockFolder } from "./lock";
import { PackChoice, PolicyPacks, preparePacks } from "./policy-packs";
import { checkpointOf, recover } from "./recover";
import { unprotect } from "./state";
import { stackName, Target } from "./target";
import { layOutWorkspace } from "./workspace";

/** How a session works. */
export interface SessionOptions {
  /** Folder for the stack's state. */
  folder: string;

  /** Policy packs that judge what is planned and made. */
  packs: PackChoice | "none";

  /**
   * Whether the state is thrown away in the end: it is then saved once at the end of an operation, not
   * after every resource, which halves an `up`. A run that is killed leaves no state.
   *
   * @default false
   */
  throwaway?: boolean;

  /**
   * Ends the operation under way when it is aborted.
   *
   * @default - never
   */
  signal?: AbortSignal;

  /**
   * Settings in place of the stack's own, by their key. Undefined takes one out.
   *
   * @default - those of the stack
   */
  settings?: Readonly<Record<string, unknown>>;

  /**
   * Puts something between the engine and the stand-ins.
   *
   * @default - nothing
   */
  disturb?: StandInOptions["disturb"];

  /** Gets a line for each phase. */
  report: (line: string) => void;

  /** Gets the engine's own output as it comes. */
  output: (text: string) => void;
}

/** What one operation did. */
export interface Outcome {
  /** Whether it went through without an error and without a mandatory violation. */
  ok: boolean;
  /** The engine's events, in order. */
  events: EngineEvent[];
}

/** What every operation hands to the Automation API. */
interface Hooks {
  onEvent: (event: EngineEvent) => void;
  onOutput: (text: string) => void;
  onError: (text: string) => void;
  suppressProgress: true;
  color: "always" | "never";
  signal?: AbortSignal;
}

/** A stack in the real engine, on the stand-ins. One operation at a time. */
export class Session {
  private constructor(
    private readonly stack: Stack,
    private readonly packs: Partial<PolicyPacks>,
    private readonly options: SessionOptions,
    private readonly standIns: StandIns,
    private readonly unlock: () => Promise<void>,
    private readonly name: string,
  ) {}

  /** Finds the CLI, compiles the packs, starts the stand-ins and opens the stack, made if it is new. */
  static async open(target: Target, options: SessionOptions): Promise<Session> {
    const { folder, report } = options;
    const cli = await ensureCli({ report });
    await mkdir(folder, { recursive: true });
    const ledgerSecret = await engineSecret(ROOT);
    const unlock = await lockFolder(folder, stackName(target));
    let standIns: StandIns | undefined;
    try {
      const { disturb } = options;
      standIns = await startStandIns({ projectDir: ROOT, folder, ledgerSecret, disturb });
      const work = join(folder, "work");
      await layOutWorkspace(target, work, options.settings);
      const [packs, stack] = await Promise.all([
        options.packs === "none" ? {} : preparePacks(target, options.packs, work),
        openStack(target, { ...options, cli, work, debugProviders: standIns.debugProviders }),
      ]);
      return new Session(stack, packs, options, standIns, unlock, stackName(target));
    } catch (error) {
      await standIns?.close();
      await unlock();
      throw error;
    }
  }

  /** Plans the program against the state, under every policy. Changes nothing. */
  preview(): Promise<Outcome> {
    return this.operate(hooks => this.stack.preview({ ...hooks, ...this.packs }));
  }

  /** Brings the state to what the program says, under every policy. */
  up(): Promise<Outcome> {
    return this.operate(async hooks => {
      await this.recover(hooks);
      return this.stack.up({ ...hooks, ...this.packs });
    });
  }

  /**
   * As `pulumi up` does: plans first, so that a mistake in settings or program stops before anything is
   * made.
   */
  async previewAndUp(): Promise<Outcome> {
    const preview = await this.operate(async hooks => {
      await this.recover(hooks);
      return this.stack.preview({ ...hooks, ...this.packs });
    });
    return preview.ok ? this.up() : preview;
  }

  /** Deletes everything in the state, what is protected too, and then the stack. */
  down(): Promise<Outcome> {
    return this.operate(async hooks => {
      await this.recover(hooks);
      await unprotect(this.stack);
      return this.stack.destroy({ ...hooks, remove: true });
    });
  }

  /** The stack's outputs; which of them are secret is told. */
  outputs() {
    return this.stack.outputs();
  }

  /** The state as `pulumi stack export --show-secrets` gives it. */
  export() {
    return this.stack.exportStack();
  }

  /** Stops the stand-ins and lets others at the stack. */
  async close(): Promise<void> {
    await this.standIns.close();
    await this.unlock();
  }

  /** Sets right what a killed run left behind, if it was one. */
  private recover(hooks: Hooks): Promise<void> {
    const { stack, standIns } = this;
    const { folder, report } = this.options;
    const existing = (urn: string) => standIns.existing(urn);
    return recover({ stack, checkpoint: checkpointOf(folder, this.name), existing, report, hooks });
  }

  /** Runs one operation. The engine has told what went wrong when it fails: that is an outcome, not a throw. */
  private async operate(operation: (hooks: Hooks) => Promise<unknown>): Promise<Outcome> {
    const events: EngineEvent[] = [];
    const { signal } = this.options;
    const hooks: Hooks = {
      onEvent: event => events.push(event),
      onOutput: this.options.output,
      onError: this.options.output,
      suppressProgress: true,
      color: process.stderr.isTTY ? "always" : "never",
      // The SDK leaves its listeners on the signal it gets: each operation gets one of its own.
      signal: signal && AbortSignal.any([signal]),
    };
    // The SDK takes a stack for each of its promises, and mapping them to the sources would cost more
    // than the program itself.
    process.setSourceMapsEnabled(false);
    const done = await operation(hooks)
      .then(
        () => true,
        (error: unknown) => {
          if (error instanceof CommandError) {
            return false;
          }
          throw error;
        },
      )
      .finally(() => process.setSourceMapsEnabled(true));
    return { ok: done && !violations(events).some(v => v.level === "mandatory"), events };
  }
}

/** Opens a session for one piece of work and closes it, whatever comes of the work. */
export async function withSession<T>(
  target: Target,
  options: SessionOptions,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const session = await Session.open(target, options);
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}

interface Engine extends Pick<SessionOptions, "folder" | "throwaway"> {
  cli: Cli;
  /** Folder with the project's files for the engine. */
  work: string;
  /** Where the engine finds the stand-ins. */
  debugProviders: string;
}

async function openStack(target: Target, engine: Engine): Promise<Stack> {
  const { cli, folder, work, debugProviders, throwaway = false } = engine;
  const state = join(folder, "state");
  const environment = await engineEnvironment({ cli, project: ROOT, state });
  const workspace = await LocalWorkspace.create({
    workDir: work,
    pulumiHome: environment.PULUMI_HOME,
    pulumiCommand: await openCli(cli),
    program: inlineProgram(program),
    envVars: {
      ...environment,
      PULUMI_DEBUG_PROVIDERS: debugProviders,
      ...(throwaway && { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" }),
    },
  });
  const stack = await Stack.createOrSelect(stackName(target), workspace);
  if (isLocked(state, stackName(target))) {
    // We hold the folder's lock, so this one was left by a run that was killed.
    await stack.cancel();
  }
  return stack;
}

/** Whether the file backend has a lock on the stack; asking the CLI would cost a start of it. */
function isLocked(state: string, stack: string): boolean {
  const locks = join(state, ".pulumi", "locks", "organization", PROJECT, stack);
  return existsSync(locks) && readdirSync(locks).length > 0;
}
