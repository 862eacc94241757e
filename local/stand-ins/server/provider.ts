import { ACCOUNT_ID, cloudAnswer } from "../outputs";
import { Account, Existing } from "../registry";
import { entryOf } from "../types";
import { Values, asText } from "../values";
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
}

/** The providers' work on plain values: every resource type, whichever package it is of. */
export class StandInProvider {
  readonly #account: Account;
  readonly #lifecycle: Lifecycle;
  readonly #accountId: string;
  readonly #projectDir: string;

  constructor({ projectDir, accountId = ACCOUNT_ID, existing }: ProviderOptions) {
    this.#account = new Account(existing);
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

  /** A resource as it is: nothing changes it but the program. @throws Error for one made elsewhere. */
  read(
    urn: string,
    id: string,
    inputs: Values,
    outputs: Values,
  ): { inputs: Values; outputs: Values } {
    const { type, name } = readUrn(urn);
    entryOf(type, inputs);
    if (Object.keys(outputs).length === 0) {
      throw new Error(
        `The stand-ins know of nothing that was made elsewhere: ${type} "${name}" with the id ${id} cannot be read`,
      );
    }
    return { inputs, outputs };
  }

  /** Answers a lookup. */
  invoke(token: string, args: Values, { region }: Configuration): Values {
    return cloudAnswer(token, args, { region, accountId: this.#accountId });
  }

  #subject(urn: string, inputs: Values, { region, defaultTags }: Configuration): Subject {
    const accountId = this.#accountId;
    const where = asText(inputs.region) || region;
    return { ...readUrn(urn), urn, region: where, accountId, defaultTags, inputs };
  }
}
