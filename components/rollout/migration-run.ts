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

const provider: pulumi.dynamic.ResourceProvider<Migration, Migration & { taskArn: string }> = {
  async create(inputs) {
    const taskArn = await runMigration(inputs);
    return { id: taskArn, outs: { ...inputs, taskArn } };
  },
  // What changed besides the image is for the next run; this one is not repeated.
  update(_id, olds, news) {
    return Promise.resolve({ outs: { ...news, taskArn: olds.taskArn } });
  },
  diff(_id, olds, news) {
    const changed = changedInputs(olds, news);
    const replaces = changed.filter(key => key === "imageDigest");
    return Promise.resolve({ changes: changed.length > 0, replaces });
  },
};

/** Runs a task once for each image: a new digest replaces the run, anything else leaves it be. */
export class MigrationRun extends pulumi.dynamic.Resource {
  constructor(name: string, args: MigrationRunArgs, opts: pulumi.CustomResourceOptions) {
    super(provider, name, { kind: "migration-run", ...args, taskArn: undefined }, opts);
  }
}
