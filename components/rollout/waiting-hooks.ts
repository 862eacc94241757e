import type { ServiceDeployment } from "@aws-sdk/client-ecs";

/** A hook at which ECS has stopped until an operator says how it goes on. */
export interface WaitingHook {
  /** What `ContinueServiceDeployment` takes, besides the deployment's ARN. */
  hookId: string;
  /** The stage that the deployment is at, such as `POST_TEST_TRAFFIC_SHIFT`. */
  stage?: string;
  /** When ECS goes on by itself, where it tells. */
  until?: Date;
  /** What ECS does then: `ROLLBACK`, or `CONTINUE`. */
  afterwards: "ROLLBACK" | "CONTINUE";
}

/** The pauses at which a deployment waits now, in ECS's order; a function that runs is none. */
export function waitingHooks({
  lifecycleHookDetails = [],
  lifecycleStage,
}: ServiceDeployment): WaitingHook[] {
  return lifecycleHookDetails.flatMap(
    ({ status, hookId, expiresAt, timeoutAction = "ROLLBACK" }) =>
      status === "AWAITING_ACTION" && hookId !== undefined
        ? [{ hookId, stage: lifecycleStage, until: expiresAt, afterwards: timeoutAction }]
        : [],
  );
}

/** Until when ECS waits, what then, and which pause it is: the end of a sentence. */
export function describeEnd({ hookId, until, afterwards }: WaitingHook): string {
  const end = until === undefined ? "" : ` until ${until.toISOString()}, then ${afterwards}`;
  return `${end} (pause ${hookId})`;
}
