import { runSimulation } from "@cloud-copilot/iam-simulate";
import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { CLOUD, Recording } from "../../support/mocks";

/** Values of a request's condition keys. */
export type Context = Record<string, string | string[]>;

/** A request to AWS, without who makes it. */
export interface Call {
  action: string;
  /** ARN; `*` for an action that takes no resource. */
  resource: string;
  context?: Context;
}

/** Who makes a request: a role's ARN or a service, with the policies that it has. */
export interface Caller {
  principal: string;
  policies: readonly unknown[];
}

/**
 * What IAM says to a request by a role, under the policies and the key policy that were recorded. `role` is
 * the role's name in AWS, or that of its policy in the program.
 */
export async function simulate(
  recording: Recording<unknown>,
  role: string,
  action: string,
  resource: string,
  context: Context = {},
): Promise<boolean> {
  const policies = recording
    .all(aws.iam.RolePolicy)
    .filter(({ name, inputs }) => name === role || inputs.role === role)
    .map(({ inputs }) => JSON.parse(inputs.policy) as unknown);
  const principal = `arn:aws:iam::${CLOUD.accountId}:role/${role}`;
  const own = action.startsWith("kms:") ? keyPolicyOf(recording) : undefined;
  return isAllowed({ principal, policies }, { action, resource, context }, own);
}

/** What IAM says to a request, under the caller's policies and that of the resource where it has one. */
export async function isAllowed(
  { principal, policies }: Caller,
  { action, resource, context = {} }: Call,
  resourcePolicy?: unknown,
): Promise<boolean> {
  const outcome: any = await runSimulation(
    {
      request: {
        action,
        resource: { resource, accountId: CLOUD.accountId },
        principal,
        contextVariables: context,
      },
      identityPolicies: policies.map((policy, index) => ({ name: `policy ${index}`, policy })),
      ...(resourcePolicy !== undefined && { resourcePolicy }),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  expect(outcome.errors, `${action} ${JSON.stringify(outcome.errors)}`).to.equal(undefined);
  return outcome.overallResult === "Allowed";
}

/** The policy of the system's own key, which lies in the stack's region. */
export function keyPolicyOf(recording: Recording<unknown>): unknown {
  const [key] = recording.all(aws.kms.Key).filter(({ inputs }) => inputs.region === undefined);
  return JSON.parse(key.inputs.policy);
}
