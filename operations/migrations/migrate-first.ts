import { ECSClient } from "@aws-sdk/client-ecs";

import { Waiting } from "../aws/one-off-task";
import { OperationError } from "../errors";
import { followUp } from "../follow-up";
import type { Migration, Service, Stack } from "../stack";
import { runToEnd, well } from "./run";

/** A version of a service that is about to be deployed. */
interface Coming {
  service: Service;
  /** By digest. */
  image: string;
  /** Whether it runs already: then so did its migration. */
  runs: boolean;
}

/**
 * Runs the one-off tasks that have their image from the services' repositories, with the images that are coming; throws
 * at the first that fails. Without `migrate` it only says that they are not run, and how they are.
 */
export async function migrateFirst(
  ecs: ECSClient,
  stack: Stack,
  { coming, version, migrate }: { coming: readonly Coming[]; version: string; migrate: boolean },
  waiting: Waiting,
): Promise<void> {
  for (const { service, image } of coming.filter(({ runs }) => !runs)) {
    for (const migration of migrationsOf(stack, service)) {
      if (migrate) {
        await run(ecs, stack, migration, image, waiting);
      } else {
        const command = followUp(stack, "migrate", migration.name, "--version", version);
        waiting.say(
          `${service.name}: its migration "${migration.name}" is not run by this; --migrate, or ${command} before it, does`,
        );
      }
    }
  }
}

/** The one-off tasks that have their image from the service's repository. */
function migrationsOf({ migrations }: Stack, { image: { repository } }: Service): Migration[] {
  return migrations.filter(one => one.repository === repository);
}

async function run(
  ecs: ECSClient,
  stack: Stack,
  migration: Migration,
  image: string,
  waiting: Waiting,
): Promise<void> {
  const ended = await runToEnd(ecs, stack, { migration, image }, waiting);
  if (!well(ended)) {
    throw new OperationError(
      `the migration "${ended.name}" failed, so that nothing is deployed:\n${ended.report}`,
    );
  }
  waiting.say(`${ended.name}: done (${ended.revision})`);
}
