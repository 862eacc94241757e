import type { ECSClient } from "@aws-sdk/client-ecs";

import { newestShift } from "../../components/rollout/newest-shift";
import { describeEnd, WaitingHook, waitingHooks } from "../../components/rollout/waiting-hooks";
import { shortRevision } from "../aws/revisions";
import { followUp } from "../follow-up";
import { Service, Stack } from "../stack";

/** The newest deployment of a service that ECS deploys, and the pauses at which it waits for an operator. */
export interface Pauses {
  /** Its ARN. */
  deployment: string;
  /** `family:number`. */
  revision: string;
  /** As ECS calls it. */
  status: string;
  hooks: WaitingHook[];
}

/** Asks ECS at which pauses a service's deployment waits; nothing where there was no deployment. */
export async function pausesOf(
  ecs: ECSClient,
  { cluster }: Stack,
  { service }: Service,
): Promise<Pauses | undefined> {
  const { deployment, taskDefinition = "" } = (await newestShift(ecs, { cluster, service })) ?? {};
  return (
    deployment && {
      deployment: deployment.serviceDeploymentArn ?? "",
      revision: shortRevision(taskDefinition),
      status: deployment.status ?? "",
      hooks: waitingHooks(deployment),
    }
  );
}

/** Where a deployment waits, until when and for what, as the end of a sentence. */
export function describePause(hook: WaitingHook): string {
  return `waits at ${hook.stage ?? "a pause"}${describeEnd(hook)}`;
}

/** How an operator answers. */
export function answers(stack: Stack, name: string): string {
  return `${followUp(stack, "approve", name)} lets it go on, with --reject it is taken back`;
}
