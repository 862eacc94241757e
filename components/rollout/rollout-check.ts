import * as pulumi from "@pulumi/pulumi";

import { changedInputs } from "./changed-inputs";
import type { Rollout } from "./rollout";
import { watchRollout } from "./watch-rollout";

/** Arguments of {@link RolloutCheck}. */
export interface RolloutCheckArgs {
  /** Name of the cluster. Changing it checks the service anew. */
  cluster: pulumi.Input<string>;
  /** Name of the ECS service, an output of the service resource, so that the check comes after it. */
  service: pulumi.Input<string>;
  /** The revision asked for; a new one is checked when it changes. */
  taskDefinitionArn: pulumi.Input<string>;
  /** AWS region. */
  region: string;

  /**
   * Whether ECS deploys with a second set of tasks; the state of that deployment then decides.
   *
   * @default false
   */
  shifting?: boolean;

  /**
   * Seconds after which an unfinished rollout counts as failed.
   *
   * @default 1800
   */
  timeoutSeconds?: number;
}

const provider: pulumi.dynamic.ResourceProvider<Rollout, Rollout & { deploymentId: string }> = {
  async create(inputs) {
    const deploymentId = await watchRollout(inputs);
    return { id: `${inputs.cluster}/${inputs.service}`, outs: { ...inputs, deploymentId } };
  },
  async update(_id, _olds, news) {
    return { outs: { ...news, deploymentId: await watchRollout(news) } };
  },
  diff(_id, olds, news) {
    const changed = changedInputs(olds, news);
    const replaces = changed.filter(key => ["cluster", "service", "region"].includes(key));
    return Promise.resolve({ changes: changed.length > 0, replaces });
  },
};

/**
 * Waits, after every deployment, until ECS runs the revision asked for, and fails `pulumi up` with the
 * reason, exit code, target health and last log lines as soon as it will not: the AWS provider itself
 * reports an update as done that ECS then rolls back (pulumi-aws#4487).
 */
export class RolloutCheck extends pulumi.dynamic.Resource {
  constructor(name: string, args: RolloutCheckArgs, opts: pulumi.CustomResourceOptions) {
    const { timeoutSeconds = 1800 } = args;
    super(
      provider,
      name,
      { kind: "rollout-check", ...args, timeoutSeconds, deploymentId: undefined },
      opts,
    );
  }
}
