import { livesInAccount } from "../stand-ins/registry";
import { readUrn } from "../stand-ins/server/messages";
import { PartialFailure } from "../stand-ins/server/partial-failure";
import type { Provider } from "../stand-ins/server/provider";
import type { Values } from "../stand-ins/values";
import { Kind, Moment, Operation, Plan } from "./plan";

/** Where a fault struck. */
export interface Hit extends Operation {
  moment: Moment;
  /** What the engine was told; nothing when it was killed. */
  message: string;
}

type Resource = PartialFailure["resource"];

/** Counts what a provider is asked to do, and lets one of it fail. */
export class Disturber {
  /** All that was asked, in order. */
  readonly operations: Operation[] = [];
  /** The fault, once it has struck. */
  hit?: Hit;

  constructor(private readonly plan?: Plan) {}

  /** A provider that does as the given one but for the fault. */
  readonly disturb = (provider: Provider): Provider => ({
    check: (...args) => provider.check(...args),
    diff: (...args) => provider.diff(...args),
    read: (...args) => provider.read(...args),
    invoke: (...args) => provider.invoke(...args),
    create: (urn, inputs, configuration, preview) => {
      const create = () => provider.create(urn, inputs, configuration, preview);
      return preview ? create() : this.#do("create", urn, create, made => ({ ...made, inputs }));
    },
    update: (urn, change, configuration, preview) => {
      const update = () => provider.update(urn, change, configuration, preview);
      const changed = (outputs: Values) => ({ id: change.id, inputs: change.news, outputs });
      return preview ? update() : this.#do("update", urn, update, changed);
    },
    delete: (urn, ...args) => this.#do("delete", urn, () => provider.delete(urn, ...args)),
  });

  /** Does an operation, or what the plan has for it. */
  #do<Result>(
    kind: Kind,
    urn: string,
    act: () => Result,
    resourceOf?: (result: Result) => Resource,
  ): Result {
    this.operations.push({ kind, urn });
    if (this.operations.length !== this.plan?.at) {
      return act();
    }
    const { type, name } = readUrn(urn);
    // What lives in no account is made at once or not at all.
    const moment = livesInAccount(type) ? this.plan.moment : "before";
    const message = messageOf(moment, kind, `${type} "${name}"`);
    this.hit = { kind, urn, moment, message };
    const result = moment === "after" ? act() : undefined;
    this.plan.kill?.();
    throw result === undefined || resourceOf === undefined
      ? new Error(message)
      : new PartialFailure(message, resourceOf(result));
  }
}

/** As the provider of AWS says it: refused before, or a wait that failed after. */
function messageOf(moment: Moment, kind: Kind, resource: string): string {
  return moment === "before"
    ? `${kind} of ${resource}: api error ThrottlingException: Rate exceeded`
    : `waiting for ${kind} of ${resource}: api error InternalFailure: The request processing has failed`;
}
