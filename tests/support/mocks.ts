import * as pulumi from "@pulumi/pulumi";
import * as state from "@pulumi/pulumi/runtime/state";

import { cloudAnswer, cloudOutputs } from "../../local/stand-ins/outputs";

type ResourceClass = abstract new (...args: any[]) => pulumi.Resource;

/** The account and region that the mocks play. */
export const CLOUD = { accountId: "123456789012", region: "us-east-1" };

/** The key by which the engine's protocol tells a secret. */
const SECRET = "4dabf18193072939515e22adb298388d";

/** Takes hooks and never calls them. */
const NO_CALLBACKS = {
  registerResourceHook: () => Promise.resolve(),
  awaitStackRegistrations: () => Promise.resolve(),
  shutdown: () => undefined,
};

/** One registration. */
export interface Registration {
  type: string;
  name: string;
  inputs: any;
  urn: string;
  /** Whether a provider makes it; a component is only a parent of others. */
  custom: boolean;
  /** How the engine treats it. */
  options: RegisteredOptions;
}

/** The options of a registration that decide what the engine does with a resource. */
export interface RegisteredOptions {
  parent: string;
  protect: boolean;
  ignoreChanges: string[];
  replaceOnChanges: string[];
  deleteBeforeReplace: boolean;
  /** What makes the resource anew when it changes. */
  replacementTrigger?: unknown;
  /** URNs of what must be there before it: by `dependsOn` and through its inputs. */
  dependencies: string[];
  /** URNs that each input's value comes from. */
  propertyDependencies: Record<string, string[]>;
}

/** What one program registered. */
export class Recording<T = unknown> {
  constructor(
    readonly resources: readonly Registration[],
    /** What the program returned. */
    readonly result: T,
    /** What components registered as their outputs, by URN. */
    readonly outputs: ReadonlyMap<string, Record<string, any>>,
  ) {}

  /** Every resource of a type, in the order registered. */
  all(type: ResourceClass): Registration[] {
    const token = (type as { __pulumiType?: string }).__pulumiType;
    return this.resources.filter(r => r.type === token);
  }

  /** The one resource of a type, and of a name where given; fails, listing what there is, otherwise. */
  only(type: ResourceClass, name?: string): Registration {
    const found = this.all(type).filter(r => name === undefined || r.name === name);
    if (found.length !== 1) {
      const present = this.resources.map(r => `${r.type} ${r.name}`).join("\n  ");
      throw new Error(
        `expected one ${type.name} ${name ?? ""}, found ${found.length} in:\n  ${present}`,
      );
    }
    return found[0];
  }
}

/** How a program is recorded. */
export interface RecordOptions {
  /** The stack's configuration, as `Pulumi.<stack>.yaml` has it. */
  config?: Record<string, string>;
  /** The stack's name. */
  stack?: string;
}

/**
 * Runs `program` against fresh mocks, in a stack of its own, and returns what it registered once it has
 * gone quiet. Rejects when anything in it fails, in an `apply` too: left alone, Mocha drops such failures
 * and the test passes. What the cloud would add comes from the stand-ins' own table, which fails for a
 * type or lookup that it does not have.
 */
export async function record<T>(
  program: () => T,
  { config = {}, stack = "test" }: RecordOptions = {},
): Promise<Recording<T>> {
  const resources: Registration[] = [];
  const failures: unknown[] = [];
  const onFailure = (reason: unknown) => failures.push(reason);
  let heard: Overheard | undefined;
  const mocks: pulumi.runtime.Mocks = {
    newResource: ({ type, name, inputs }) => {
      resources.push({ type, name, inputs: unwrap(inputs), ...heard!.request });
      return noticing(failures, () => answer(type, name, inputs));
    },
    call: ({ token, inputs }) => noticing(failures, () => cloudAnswer(token, inputs, CLOUD)),
  };
  let recording: Recording<T>;
  const errors: { prepareStackTrace?: unknown } = Error;
  const mapped = errors.prepareStackTrace;
  // The SDK reads a stack for every promise; with TypeScript's lines in it, that took most of the time.
  errors.prepareStackTrace = undefined;
  process.on("unhandledRejection", onFailure);
  try {
    pulumi.runtime.setAllConfig(config);
    await pulumi.runtime.setMocks(mocks, "microservices-on-aws", stack);
    // No engine calls hooks back: without this, a server would be started that waits for it to.
    (state as any).getStore().callbacks = NO_CALLBACKS;
    const { outputs } = (heard = overhear(pulumi.runtime.getMonitor()));
    let result: any;
    await pulumi.runtime.runInPulumiStack(async () => {
      result = await program();
      return {};
    });
    await quiet(resources);
    await pulumi.runtime.disconnect();
    recording = new Recording(resources, result, outputs);
  } finally {
    // What a failed program left under way fails after it, and not in the next recording.
    await quiet(resources);
    process.off("unhandledRejection", onFailure);
    errors.prepareStackTrace = mapped;
  }
  if (failures.length > 0) {
    throw failures[0];
  }
  return recording;
}

/** What a mock monitor is asked beyond what it hands to mocks. */
interface Overheard {
  /** Of the registration under way: the monitor asks its mocks before it first waits. */
  request: Pick<Registration, "urn" | "custom" | "options">;
  /** What components registered as their outputs, by URN. */
  outputs: Map<string, Record<string, any>>;
}

/** Listens to a mock monitor, and has it make URNs as the engine does: with all ancestors' types. */
function overhear(monitor: any): Overheard {
  const heard: Overheard = { request: undefined as any, outputs: new Map() };
  const { registerResource, registerResourceOutputs } = monitor;
  monitor.newUrn = urnOf;
  monitor.registerResource = (req: any, callback: unknown) => {
    const propertyDependencies: Record<string, string[]> = {};
    req.getPropertydependenciesMap().forEach((from: any, property: string) => {
      propertyDependencies[property] = from.getUrnsList();
    });
    heard.request = {
      urn: urnOf(req.getParent(), req.getType(), req.getName()),
      custom: req.getCustom(),
      options: {
        parent: req.getParent(),
        protect: req.getProtect() ?? false,
        ignoreChanges: req.getIgnorechangesList(),
        replaceOnChanges: req.getReplaceonchangesList(),
        deleteBeforeReplace: req.getDeletebeforereplace(),
        replacementTrigger: req.getReplacementTrigger()?.toJavaScript(),
        dependencies: [...req.getDependenciesList()].sort(),
        propertyDependencies,
      },
    };
    return registerResource.call(monitor, req, callback);
  };
  monitor.registerResourceOutputs = (req: any, callback: unknown) => {
    heard.outputs.set(req.getUrn(), unwrap(req.getOutputs().toJavaScript()));
    return registerResourceOutputs.call(monitor, req, callback);
  };
  return heard;
}

function urnOf(parent: string, type: string, name: string): string {
  const ancestors = parent.split("::")[2] ?? "";
  const qualified = /^(pulumi:pulumi:Stack)?$/.test(ancestors) ? type : `${ancestors}$${type}`;
  return ["urn:pulumi:" + pulumi.getStack(), pulumi.getProject(), qualified, name].join("::");
}

/** Waits until ten turns of the event loop bring no registration: `disconnect` alone is too early. */
async function quiet(resources: readonly unknown[]): Promise<void> {
  for (let still = 0; still < 10;) {
    const before = resources.length;
    await new Promise(setImmediate);
    still = resources.length === before ? still + 1 : 0;
  }
}

function answer(type: string, name: string, inputs: any) {
  if (!/^(awsx?|docker|random|pulumi-nodejs):/.test(type)) {
    return { id: "", state: inputs };
  }
  const { id, outputs } = cloudOutputs(type, { name, inputs, ...CLOUD });
  return { id, state: { ...inputs, ...outputs } };
}

/** Values without the wrapping that marks secrets among them. */
function unwrap(value: any): any {
  if (Array.isArray(value)) {
    return value.map(unwrap);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return SECRET in value
    ? unwrap(value.value)
    : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unwrap(item)]));
}

/** Mocks' own throws are lost in the SDK; this keeps them. */
function noticing<R>(failures: unknown[], action: () => R): R {
  try {
    return action();
  } catch (error) {
    failures.push(error);
    throw error;
  }
}
