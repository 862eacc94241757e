import { DescribeTasksCommand, ECSClient, ListTasksCommand } from "@aws-sdk/client-ecs";

import { explainTask } from "../../components/rollout/task-failure";
import { Service, Stack } from "../stack";

/**
 * Why the newest task of a revision stopped, with its last log lines; nothing when ECS knows none, which it
 * forgets after an hour.
 */
export async function lastFailedTask(
  ecs: ECSClient,
  { cluster, region }: Stack,
  { service }: Service,
  revision: string,
): Promise<string[]> {
  const { taskArns = [] } = await ecs.send(
    new ListTasksCommand({ cluster, serviceName: service, desiredStatus: "STOPPED" }),
  );
  if (taskArns.length === 0) {
    return [];
  }
  const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns }));
  const [newest] = tasks
    .filter(({ taskDefinitionArn }) => taskDefinitionArn === revision)
    .sort((a, b) => Number(b.stoppedAt ?? 0) - Number(a.stoppedAt ?? 0));
  return newest === undefined ? [] : [await explainTask(ecs, newest, region)];
}
