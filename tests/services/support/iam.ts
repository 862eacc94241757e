import { runSimulation } from "@cloud-copilot/iam-simulate";
import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { CLOUD, Recording } from "../../support/mocks";

/** Values of a request's condition keys. */
export type Context = Record<string, string | string[]>;

/**
 * What IAM says to a request by a role, under the policies and the key policy that were recorded. `role` is
 * the role's name in the program.
 */
export async function simulate(
  recording: Recording<unknown>,
  role: string,
  action: string,
  resource: string,
  contextVariables: Context = {},
): Promise<boolean> {
  const policies = recording.all(aws.iam.RolePolicy).filter(({ name }) => name === role);
  const outcome: any = await runSimulation(
    {
      request: {
        action,
        resource: { resource, accountId: CLOUD.accountId },
        principal: `arn:aws:iam::${CLOUD.accountId}:role/${role}`,
        contextVariables,
      },
      identityPolicies: policies.map(({ name, inputs }) => ({
        name,
        policy: JSON.parse(inputs.policy),
      })),
      ...(action.startsWith("kms:") && { resourcePolicy: keyPolicyOf(recording) }),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  expect(outcome.errors, JSON.stringify(outcome.errors)).to.equal(undefined);
  return outcome.overallResult === "Allowed";
}

/** The policy of the system's own key, which lies in the stack's region. */
function keyPolicyOf(recording: Recording<unknown>): unknown {
  const [key] = recording.all(aws.kms.Key).filter(({ inputs }) => inputs.region === undefined);
  return JSON.parse(key.inputs.policy);
}
