import type { FakeAws } from "../../support/fake-aws";
import type { Stack } from "../../../operations/stack";
import { operate, Outcome } from "./operate";
import { playRecording, Recording } from "./recorded";
import { ReleaseModel } from "./release-model";

/** Operations that change something in AWS. */
const CHANGES = /^(Register|Update|Create|Stop|Deregister|Put|Delete)/;

/** An account in which releases are played, new for each test. */
export interface ReleaseAccount {
  model: ReleaseModel;
  /** Runs a command; `instead` answers for some operations, the rest as the model does. */
  run(
    args: readonly string[],
    instead?: Recording,
    interruptAt?: RegExp,
  ): Promise<Outcome & { changes: string[] }>;
}

/** Plays releases of a stack's services for a suite. */
export function withReleases(stack: Stack): ReleaseAccount {
  const account = {} as ReleaseAccount;
  let fake: FakeAws | undefined;
  beforeEach(() => {
    account.model = new ReleaseModel(stack);
  });
  afterEach(() => fake?.stop());
  account.run = async (args, instead = {}, interruptAt) => {
    await fake?.stop();
    fake = await playRecording({ ...account.model.answers(), ...instead });
    const outcome = await operate(args, {
      stack,
      endpoint: fake.url,
      interruptAt: interruptAt && [interruptAt],
    });
    const changes = fake.calls.map(({ operation }) => operation).filter(one => CHANGES.test(one));
    return { ...outcome, changes };
  };
  return account;
}
