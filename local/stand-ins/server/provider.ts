import { ACCOUNT_ID, cloudAnswer } from "../outputs";
import { Account, Existing, Journal, livesInAccount } from "../registry";
import { entryOf } from "../types";
import { Values, asText, hasUnknown } from "../values";
import { CheckResult, check } from "./check";
import { Configuration } from "./configuration";
import { Change, Difference, diff } from "./diff";
import { Lifecycle } from "./lifecycle";
import { readUrn } from "./messages";
import { Subject } from "./subject";

/** What the stand-ins play. */
export interface ProviderOptions {
  /** Folder that paths in the program start from. */
  projectDir: string;
  /** @default "123456789012" */
  accountId?: string;
  /** What the account has. */
  existing: readonly Existing[];
  /**
   * Is told what takes effect in the account.
   *
   * @default - nobody
   */
  journal?: Journal;
}

/** What a service asks of its provider. */
export type Provider = Pick<
  StandInProvider,
  "check" | "diff" | "create" | "update" | "delete" | "read" | "invoke"
>;

/** The providers' work on plain values: every resource type, whichever package it is of. */
export class StandInProvider {
  readonly #account: Account;
  readonly #lifecycle: Lifecycle;
  readonly #accountId: string;
  readonly #projectDir: string;

  constructor({ projectDir, accountId = ACCOUNT_ID, existing, journal }: ProviderOptions) {
    this.#account = new Account(existing, journal);
    this.#lifecycle = new Lifecycle(this.#account);
    this.#accountId = accountId;
    this.#projectDir = projectDir;
  }

  /** Completes inputs and says what is wrong with them. */
  check(urn: string, olds: Values, news: Values, { defaultTags }: Configuration): CheckResult {
    return check({
      ...readUrn(urn),
      urn,
      olds,
      news,
      defaultTags,
      projectDir: this.#projectDir,
      others: this.#account.others(urn),
    });
  }

  /** What new inputs do to a resource. */
  diff(urn: string, change: Change): Difference {
    const { type, name } = readUrn(urn);
    return diff(entryOf(type, change.news), name, change);
  }

  /** Creates a resource, or tells what that would give. @throws Refusal when AWS would not. */
  create(urn: string, inputs: Values, configuration: Configuration, preview: boolean) {
    const subject = this.#subject(urn, inputs, configuration);
    return preview
      ? { id: "", outputs: this.#lifecycle.planCreate(subject) }
      : this.#lifecycle.create(subject);
  }

  /** Changes a resource, or tells what that would give. @throws Refusal when AWS would not. */
  update(urn: string, change: Change, configuration: Configuration, preview: boolean): Values {
    const subject = this.#subject(urn, change.news, configuration);
    const old = { id: change.id, inputs: change.oldInputs, outputs: change.oldOutputs };
    return preview
      ? this.#lifecycle.planUpdate(subject, old)
      : this.#lifecycle.update(subject, old);
  }

  /** Deletes a resource. @throws Refusal when AWS would not. */
  delete(urn: string, id: string, outputs: Values, configuration: Configuration): void {
    this.#lifecycle.remove(this.#subject(urn, {}, configuration), { id, outputs });
  }

  /**
   * A resource as the account has it, or nothing when it is gone. What lives in no account is as the state
   * says. @throws Error for one made elsewhere.
   */
  read(
    urn: string,
    id: string,
    inputs: Values,
    outputs: Values,
  ): { inputs: Values; outputs: Values } | undefined {
    const { type, name } = readUrn(urn);
    entryOf(type, inputs);
    const found = livesInAccount(type) ? this.#find(urn, id, outputs) : undefined;
    if (found !== undefined) {
      // An account that was read from a state does not know the secrets.
      return hasUnknown(found) ? { inputs, outputs } : found;
    }
    if (Object.keys(outputs).length === 0) {
      throw new Error(
        `The stand-ins know of nothing that was made elsewhere: ${type} "${name}" with the id ${id} cannot be read`,
      );
    }
    return livesInAccount(type) ? undefined : { inputs, outputs };
  }

  /** What the account has of a URN. */
  existing(urn: string): readonly Existing[] {
    return this.#account.of(urn);
  }

  /** Answers a lookup. */
  invoke(token: string, args: Values, { region }: Configuration): Values {
    return cloudAnswer(token, args, { region, accountId: this.#accountId });
  }

  /** By the ARN where it is known: revisions of a task definition share their id, and the newest is meant. */
  #find(
    urn: string,
    id: string,
    { arn }: Values,
  ): Pick<Existing, "inputs" | "outputs"> | undefined {
    const found = this.#account
      .of(urn)
      .filter(one => one.id === id && (arn === undefined || one.outputs.arn === arn))
      .at(-1);
    return found && { inputs: found.inputs, outputs: found.outputs };
  }

  #subject(urn: string, inputs: Values, { region, defaultTags }: Configuration): Subject {
    const accountId = this.#accountId;
    const where = asText(inputs.region) || region;
    return { ...readUrn(urn), urn, region: where, accountId, defaultTags, inputs };
  }
}
