/** A one-off task to run. */
export interface Migration {
  /** Name of the cluster. */
  cluster: string;
  /** The revision to run. */
  taskDefinitionArn: string;
  /** Private subnets to run in. */
  subnetIds: string[];
  /** Security groups of the task. */
  securityGroupIds: string[];
  /** Container whose exit code decides; the migration's name. */
  containerName: string;
  /** Digest of the image that is migrated for; a new one is a new run. */
  imageDigest: string;
  /** AWS region. */
  region: string;
  /** Seconds after which the run counts as failed and is stopped. */
  timeoutSeconds: number;
}
