import type { ECSClient } from "@aws-sdk/client-ecs";

import { explainTask } from "../../components/rollout/task-failure";
import { Service, Stack } from "../stack";
import { tasksOf } from "./tasks";

/**
 * Why the newest task of a revision stopped, with its last log lines; nothing when ECS knows none, which it
 * forgets after an hour.
 */
export async function lastFailedTask(
  ecs: ECSClient,
  stack: Stack,
  service: Service,
  revision: string,
): Promise<string[]> {
  const [newest] = (await tasksOf(ecs, stack, service, "STOPPED"))
    .filter(({ taskDefinitionArn }) => taskDefinitionArn === revision)
    .sort((a, b) => Number(b.stoppedAt ?? 0) - Number(a.stoppedAt ?? 0));
  return newest === undefined ? [] : [await explainTask(ecs, newest, stack.region)];
}
