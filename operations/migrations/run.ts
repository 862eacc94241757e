import { ECSClient } from "@aws-sdk/client-ecs";

import { lastPart } from "../../components/rollout/arn";
import { explainTask } from "../../components/rollout/task-failure";
import { awaitEnd, startRun, Waiting } from "../aws/one-off-task";
import type { Migration, Stack } from "../stack";
import { startForImage } from "./start-for-image";

/** What a run is. */
export interface Wanted {
  migration: Migration;

  /**
   * What runs in place of the task's own command.
   *
   * @default - its own
   */
  command?: readonly string[];

  /**
   * The image to run, `<repository>@sha256:…`.
   *
   * @default - the program's
   */
  image?: string;
}

/** What came of a run. */
export interface Ended {
  name: string;
  /** Identifier of the task. */
  task: string;
  /** `family:number`. */
  revision: string;
  exitCode?: number;
  /** ECS's reason, the exit code and the last log lines. */
  report: string;
}

/** Runs a one-off task to its end, or takes over the same run when it is there already. */
export async function runToEnd(
  ecs: ECSClient,
  stack: Stack,
  { migration, command = [], image }: Wanted,
  waiting: Waiting,
): Promise<Ended> {
  const { name, container } = migration;
  const { taskArn, found } =
    image === undefined
      ? await startRun(ecs, stack, migration, command)
      : await startForImage(ecs, stack, { migration, command, image }, waiting);
  const task = lastPart(taskArn);
  if (found !== undefined) {
    waiting.say(
      found
        ? `${name}: waits for task ${task}, which is under way`
        : `${name}: started task ${task}`,
    );
  }
  const ended = await awaitEnd(ecs, stack, migration, taskArn, waiting);
  return {
    name,
    task,
    revision: lastPart(ended.taskDefinitionArn),
    exitCode: ended.containers?.find(one => one.name === container)?.exitCode,
    report: await explainTask(ecs, ended, stack.region),
  };
}

/** Whether it did what it was to do. */
export function well({ exitCode }: Ended): boolean {
  return exitCode === 0;
}
