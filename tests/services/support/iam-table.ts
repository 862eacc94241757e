import * as aws from "@pulumi/aws";

import { CLOUD, Registration } from "../../support/mocks";
import { DANGEROUS_CALLS } from "./dangerous-calls";
import { Call, Caller, isAllowed, keyPolicyOf } from "./iam";
import { policies as managedPolicies } from "./managed-policies.json";
import { Duty, dutiesOf } from "./service-calls";
import { SystemRecording } from "./systems";

/** A call, and the stack whose resource it is on. */
interface Attempt extends Call {
  on: SystemRecording;
}

/** One role: what it must be able to do, and what it must not. */
export interface Row extends Caller {
  role: string;
  /** Its trust policy. */
  trust: unknown;
  /** Statements of the policies that the program writes for it. */
  statements: readonly { Sid: string; Action: string[]; Resource: string[] }[];
  duty: Duty | undefined;
  allowed: readonly Attempt[];
  denied: readonly Attempt[];
}

/** The table of a system's roles. `others` are stacks of whose resources none may use any. */
export function tableOf(recording: SystemRecording, others: readonly SystemRecording[]): Row[] {
  const duties = dutiesOf(recording);
  const tried = [
    ...attempts(recording, DANGEROUS_CALLS),
    ...[recording, ...others].flatMap(callsOf),
  ];
  return recording.all(aws.iam.Role).map(role => {
    const duty = duties.get(role.inputs.name);
    const own = new Map(duty?.calls.map(call => [keyOf(call), call]));
    const foreign = tried.filter(call => !isHeld(own, call) && !isDocumented(role, call));
    return {
      role: role.inputs.name,
      principal: `arn:aws:iam::${CLOUD.accountId}:role/${role.inputs.name}`,
      trust: JSON.parse(role.inputs.assumeRolePolicy),
      ...policiesOf(recording, role),
      duty,
      allowed: attempts(recording, [...own.values()]),
      denied: [...new Map(foreign.map(call => [keyOf(call), call])).values()],
    };
  });
}

const answers = new Map<string, Promise<boolean>>();

/** What IAM answers to a role's call. The same policies and the same call are asked about once. */
export function answerTo(row: Row, call: Attempt): Promise<boolean> {
  const policy = resourcePolicy(call);
  const key = JSON.stringify([row.policies, keyOf(call), policy, namesPrincipal(call) && row.role]);
  const known = answers.get(key) ?? isAllowed(row, call, policy);
  answers.set(key, known);
  return known;
}

/** A call in one string. */
export function keyOf({ action, resource, context }: Call): string {
  return `${action} on ${resource}${context === undefined ? "" : ` with ${JSON.stringify(context)}`}`;
}

/** Whether a role's duty holds a call. Who may decrypt directly may do so through a service: it reads nothing more. */
function isHeld(own: ReadonlyMap<string, Call>, call: Call): boolean {
  const context = { ...call.context };
  delete context["kms:ViaService"];
  return own.has(keyOf(call)) || own.has(keyOf({ ...call, context }));
}

/** The calls of all of a stack's roles. */
function callsOf(recording: SystemRecording): Attempt[] {
  return attempts(
    recording,
    [...dutiesOf(recording).values()].flatMap(({ calls }) => calls),
  );
}

function attempts(on: SystemRecording, calls: readonly Call[]): Attempt[] {
  return calls.map(call => ({ ...call, on }));
}

/**
 * Order Management's documents give its code all below `order-management/`, where the names of its dev
 * stack lie too. What matters there is encrypted with a key that it may not use.
 */
function isDocumented({ inputs }: Registration, { action, resource }: Call): boolean {
  return (
    /^order-management-(order|invoice)-service-task-prod$/.test(inputs.name) &&
    /^(ssm:GetParameters?|secretsmanager:GetSecretValue)$/.test(action) &&
    /:(parameter|secret:)\/order-management\//.test(resource)
  );
}

function policiesOf(recording: SystemRecording, { inputs: { name } }: Registration) {
  const own = recording
    .all(aws.iam.RolePolicy)
    .filter(({ inputs }) => inputs.role === name)
    .map(({ inputs }) => JSON.parse(inputs.policy) as { Statement: any[] });
  const attached = recording
    .all(aws.iam.RolePolicyAttachment)
    .filter(({ inputs }) => inputs.role === name)
    .map(({ inputs }) => managedPolicy(inputs.policyArn));
  return { policies: [...own, ...attached], statements: own.flatMap(({ Statement }) => Statement) };
}

function managedPolicy(policyArn: string): unknown {
  const policy = (managedPolicies as Record<string, unknown>)[policyArn.split("/").pop()!];
  if (policy === undefined) {
    throw new Error(`managed-policies.json has no ${policyArn}`);
  }
  return policy;
}

/** The policy of the resource that a call is on, of the kinds whose policies decide. */
function resourcePolicy({ action, on }: Attempt): unknown {
  if (action.startsWith("kms:")) {
    return keyPolicyOf(on);
  }
  if (action.startsWith("elasticfilesystem:Client")) {
    return on.all(aws.efs.FileSystemPolicy).map(({ inputs }) => JSON.parse(inputs.policy))[0];
  }
  return undefined;
}

function namesPrincipal({ action }: Call): boolean {
  return action.startsWith("elasticfilesystem:");
}
