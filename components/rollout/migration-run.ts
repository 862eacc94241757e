import * as pulumi from "@pulumi/pulumi";

import { changedInputs } from "./changed-inputs";
import type { Migration } from "./migration";
import { runMigration } from "./run-migration";

/** Arguments of {@link MigrationRun}: those of {@link Migration}, as they become known. */
export type MigrationRunArgs = {
  [K in keyof Migration]: Migration[K] extends string[]
    ? pulumi.Input<pulumi.Input<string>[]>
    : pulumi.Input<Migration[K]>;
};

/** What the state keeps of the runs. */
interface Ran extends Migration {
  /** The last run. */
  taskArn: string;
  /** The images that were migrated for, the newest last. */
  imageDigests: readonly string[];
}

/** Images that are remembered; the registry keeps no more either. */
const REMEMBERED = 100;

const provider: pulumi.dynamic.ResourceProvider<Migration, Ran> = {
  async create(inputs) {
    const taskArn = await runMigration(inputs);
    const { cluster, containerName, imageDigest } = inputs;
    return {
      id: `${cluster}/${containerName}`,
      outs: { ...inputs, taskArn, imageDigests: [imageDigest] },
    };
  },
  // An image's own run is not repeated, not for another setting, and not by the way back to that image: the
  // older code's migrations know nothing of the newer schema.
  async update(_id, { taskArn, imageDigests }, news) {
    const { containerName, imageDigest } = news;
    if (imageDigests.includes(imageDigest)) {
      console.log(`${containerName}: ran for this image before, and is not run again`);
      return { outs: { ...news, taskArn, imageDigests } };
    }
    return {
      outs: {
        ...news,
        taskArn: await runMigration(news),
        imageDigests: [...imageDigests, imageDigest].slice(-REMEMBERED),
      },
    };
  },
  diff(_id, olds, news) {
    const changed = changedInputs(olds, news);
    const replaces = changed.filter(key => ["cluster", "containerName", "region"].includes(key));
    return Promise.resolve({ changes: changed.length > 0, replaces });
  },
};

/**
 * Runs a task once for each image. A new digest runs it, anything else leaves it be; another cluster, container
 * or region is another run.
 */
export class MigrationRun extends pulumi.dynamic.Resource {
  constructor(name: string, args: MigrationRunArgs, opts: pulumi.CustomResourceOptions) {
    super(
      provider,
      name,
      { kind: "migration-run", ...args, taskArn: undefined, imageDigests: undefined },
      opts,
    );
  }
}
