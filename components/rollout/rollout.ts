/** Whose rollout is watched. */
export interface Rollout {
  /** Name of the cluster. */
  cluster: string;
  /** Name of the ECS service. */
  service: string;

  /**
   * The revision that must end up running.
   *
   * @default - none: CodeDeploy decides, and the service's primary task set is watched, whatever it runs
   */
  taskDefinitionArn?: string;

  /** AWS region. */
  region: string;

  /**
   * Whether what ECS tells of the deployment itself decides, and not what runs: where ECS deploys with a
   * second set of tasks, and where the revision stays the same, which then runs after a way back too.
   */
  shifting?: boolean;

  /**
   * When the newest deployment began that was there before, in milliseconds since 1970: it is not the one
   * that is waited for, nor is one before it.
   *
   * @default - any deployment of the revision may be it
   */
  after?: number;

  /** Seconds after which an unfinished rollout counts as failed. */
  timeoutSeconds: number;
}

/** Where a rollout stands. */
export type RolloutState =
  | { state: "running" }
  | { state: "done"; deploymentId: string }
  | { state: "failed"; reason: string };
