/** Whose rollout is watched. */
export interface Rollout {
  /** Name of the cluster. */
  cluster: string;
  /** Name of the ECS service. */
  service: string;
  /** The revision that must end up running. */
  taskDefinitionArn: string;
  /** AWS region. */
  region: string;
  /** Whether ECS deploys with a second set of tasks. */
  shifting?: boolean;
  /** Seconds after which an unfinished rollout counts as failed. */
  timeoutSeconds: number;
}
