import * as pulumi from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";

import { cloudAnswer, cloudOutputs } from "../../local/stand-ins/outputs";

type ResourceClass = abstract new (...args: any[]) => pulumi.Resource;

/** The account and region that the mocks play. */
export const CLOUD = { accountId: "123456789012", region: "us-east-1" };

/** The key by which the engine's protocol tells a secret. */
const SECRET = "4dabf18193072939515e22adb298388d";

/** One registration. */
export interface Registration {
  type: string;
  name: string;
  inputs: any;
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
  deleteBeforeReplace: boolean;
  /** URNs of what must be there before it: by `dependsOn` and through its inputs. */
  dependencies: string[];
}

/** What one program registered. */
export class Recording<T = unknown> {
  constructor(
    readonly resources: readonly Registration[],
    readonly urns: readonly string[],
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
  const outputs = new Map<string, Record<string, any>>();
  const failures: unknown[] = [];
  const onFailure = (reason: unknown) => failures.push(reason);
  const mocks: pulumi.runtime.Mocks = {
    newResource: ({ type, name, inputs }) => {
      resources.push({ type, name, inputs: unwrap(inputs), ...request() });
      return noticing(failures, () => answer(type, name, inputs));
    },
    call: ({ token, inputs }) => noticing(failures, () => cloudAnswer(token, inputs, CLOUD)),
  };
  let request: () => Pick<Registration, "custom" | "options"> = () => {
    throw new Error("no registration is under way");
  };
  let recording: Recording<T>;
  process.on("unhandledRejection", onFailure);
  try {
    pulumi.runtime.setAllConfig(config);
    await pulumi.runtime.setMocks(mocks, "microservices-on-aws", stack);
    const monitor = pulumi.runtime.getMonitor() as unknown as MockMonitor;
    overhear(
      monitor,
      current => (request = current),
      (urn, values) => outputs.set(urn, values),
    );
    let result: any;
    await pulumi.runtime.runInPulumiStack(async () => {
      result = await program();
      return {};
    });
    await quiet(resources);
    await pulumi.runtime.disconnect();
    const urns = [...monitor.getRegisteredResources().keys()];
    recording = new Recording(resources, urns, result, outputs);
  } finally {
    process.off("unhandledRejection", onFailure);
  }
  if (failures.length > 0) {
    throw failures[0];
  }
  return recording;
}

/** Hears what a mock monitor is asked beyond what it hands to mocks: options and components' outputs. */
function overhear(
  monitor: any,
  onRequest: (current: () => Pick<Registration, "custom" | "options">) => void,
  onOutputs: (urn: string, values: Record<string, any>) => void,
): void {
  const { registerResource, registerResourceOutputs } = monitor;
  monitor.registerResource = (req: any, callback: unknown) => {
    // The monitor asks the mocks before it first waits, so this is still the request they see.
    onRequest(() => ({
      custom: req.getCustom(),
      options: {
        parent: req.getParent(),
        protect: req.getProtect() ?? false,
        ignoreChanges: req.getIgnorechangesList(),
        deleteBeforeReplace: req.getDeletebeforereplace(),
        dependencies: [...req.getDependenciesList()].sort(),
      },
    }));
    return registerResource.call(monitor, req, callback);
  };
  monitor.registerResourceOutputs = (req: any, callback: unknown) => {
    onOutputs(req.getUrn(), unwrap(req.getOutputs().toJavaScript()));
    return registerResourceOutputs.call(monitor, req, callback);
  };
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
