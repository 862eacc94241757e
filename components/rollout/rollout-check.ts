import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { changedInputs } from "./changed-inputs";
import type { Rollout } from "./rollout";
import { Running, whatRuns } from "./running";
import { configurationOf } from "./service-configuration";
import { Watched, watchRollout } from "./watch-rollout";

/** Arguments of {@link RolloutCheck}. */
export interface RolloutCheckArgs {
  /** Name of the cluster. Changing it checks the service anew. */
  cluster: pulumi.Input<string>;
  /** The service: the check comes after it, and a replaced one is checked anew. */
  service: aws.ecs.Service;

  /**
   * The arguments of the service: with a revision asked for, a change of any of them that makes ECS deploy is
   * checked too.
   */
  asked: aws.ecs.ServiceArgs;

  /**
   * The revision asked for; a new one is checked when it changes, and so is all else that the service is asked
   * for.
   *
   * @default - whichever the service has at first: CodeDeploy brings out the next ones, unchecked
   */
  taskDefinitionArn?: pulumi.Input<string>;

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

/** What the engine keeps of a check: of the service as it was checked last. */
interface Checked extends Rollout, Watched {
  /** All else that the service is asked for; nothing where CodeDeploy deploys. */
  configuration?: string;
}

const BY_CODE_DEPLOY = "`npm run deploy` of a repaired version, then `pulumi up` again";

/** Watches, and says after a failure what to do. */
function watch(rollout: Rollout): Promise<Watched> {
  const next = rollout.taskDefinitionArn === undefined ? BY_CODE_DEPLOY : undefined;
  return watchRollout(rollout, { next });
}

/**
 * A revision that was not checked counts as running once ECS is done with it. Until then none does, so that
 * whichever is asked for next is checked.
 */
function refreshed(
  checked: Checked,
  { taskDefinitionArn = "", isDone, newestAt }: Running,
): Checked {
  return isDone
    ? { ...checked, taskDefinitionArn, newestAt }
    : taskDefinitionArn === checked.taskDefinitionArn
      ? checked
      : { ...checked, taskDefinitionArn: "" };
}

const provider: pulumi.dynamic.ResourceProvider<Rollout, Checked> = {
  async create(inputs) {
    const watched = await watch(inputs);
    return { id: `${inputs.cluster}/${inputs.service}`, outs: { ...inputs, ...watched } };
  },
  async update(_id, olds, news) {
    const { deploymentId, newestAt, taskDefinitionArn } = olds;
    if (changedInputs(olds, news).every(key => key === "timeoutSeconds")) {
      return { outs: { ...news, deploymentId, newestAt } };
    }
    // The same revision runs after a way back too.
    const shifting = news.shifting || taskDefinitionArn === news.taskDefinitionArn;
    return { outs: { ...news, ...(await watch({ ...news, shifting, after: newestAt })) } };
  },
  async read(id, props) {
    const checked = props as Checked;
    const running = await whatRuns(checked);
    if (running === undefined) {
      return { id: "" };
    }
    return {
      id,
      props: checked.taskDefinitionArn === undefined ? checked : refreshed(checked, running),
    };
  },
  diff(_id, olds, news) {
    const changed = changedInputs(olds, news);
    const replaces = changed.filter(key => ["cluster", "service", "region"].includes(key));
    return Promise.resolve({ changes: changed.length > 0, replaces });
  },
};

/**
 * Waits, after every deployment, until ECS runs what was asked for, and fails `pulumi up` with the
 * reason, exit code, target health and last log lines as soon as it will not: the AWS provider itself
 * reports an update as done that ECS then rolls back (pulumi-aws#4487). A refresh asks what runs, so that what
 * was rolled back since is checked again when it is asked for again.
 */
export class RolloutCheck extends pulumi.dynamic.Resource {
  constructor(name: string, args: RolloutCheckArgs, opts: pulumi.CustomResourceOptions) {
    const { service, asked, shifting = false, timeoutSeconds = 1800, ...rest } = args;
    const configuration = args.taskDefinitionArn && configurationOf(asked);
    const inputs = { ...rest, service: service.name, configuration, shifting, timeoutSeconds };
    super(
      provider,
      name,
      { kind: "rollout-check", ...inputs, deploymentId: undefined },
      pulumi.mergeOptions(opts, { replaceWith: [service] }),
    );
  }
}
