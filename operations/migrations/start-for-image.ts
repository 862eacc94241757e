import { ECSClient } from "@aws-sdk/client-ecs";

import { lastPart } from "../../components/rollout/arn";
import { startMigration } from "../../components/rollout/start-migration";
import { waitFor } from "../../components/rollout/watching";
import { imageOf } from "../aws/images";
import { Run, startRun, Waiting } from "../aws/one-off-task";
import { revisionWithImage } from "../aws/revisions";
import { unlessAborted } from "../release/waiting";
import type { Migration, Stack } from "../stack";

/**
 * Starts the task with another image than the program's, in a revision of its family that is otherwise the program's.
 * With its own command it is the run for that image, which `pulumi up` takes over, and which is taken over here when
 * `pulumi up` has it under way or has ended it well within the hour.
 */
export async function startForImage(
  ecs: ECSClient,
  stack: Stack,
  {
    migration,
    command,
    image,
  }: { migration: Migration; command: readonly string[]; image: string },
  { say, signal, pollSeconds }: Waiting,
): Promise<Run> {
  const taskDefinitionArn = await revisionFor(ecs, migration, image);
  if (command.length > 0) {
    return startRun(ecs, stack, { ...migration, taskDefinitionArn }, command);
  }
  const { cluster, region } = stack;
  const { container: containerName, timeoutSeconds, subnetIds, securityGroupIds } = migration;
  const imageDigest = image.slice(image.indexOf("@") + 1);
  const taskArn = await unlessAborted(
    signal,
    startMigration(
      ecs,
      {
        ...{ cluster, region, containerName, timeoutSeconds, subnetIds, securityGroupIds },
        ...{ taskDefinitionArn, imageDigest },
      },
      waitFor(timeoutSeconds, { say, pollSeconds }),
    ),
  );
  return { taskArn };
}

/** The program's revision when it has the image. */
async function revisionFor(
  ecs: ECSClient,
  { taskDefinitionArn, container }: Migration,
  image: string,
): Promise<string> {
  if ((await imageOf(ecs, taskDefinitionArn, container)) === image) {
    return taskDefinitionArn;
  }
  const [family] = lastPart(taskDefinitionArn).split(":");
  return revisionWithImage(ecs, { family, container }, taskDefinitionArn, image);
}
