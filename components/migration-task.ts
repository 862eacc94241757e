import * as pulumi from "@pulumi/pulumi";

import { ContainerImage } from "./container-image";
import { ArgumentError } from "./errors";
import { referenceProblem } from "./plan/image-reference";
import { MigrationRun } from "./rollout/migration-run";
import { imageReference } from "./task/image-source";
import { createTask, TaskArgs } from "./task/task";

/** Arguments of {@link MigrationTask}. */
export interface MigrationTaskArgs extends TaskArgs {
  /** The image with the migrations, usually a service's own; or one by its digest, `registry/name@sha256:…`. */
  image: ContainerImage | string;

  /** Command that migrates and exits 0. It must be safe to run again, and old tasks still run meanwhile. */
  command: readonly string[];

  /**
   * Seconds after which a run counts as failed.
   *
   * @default 900
   */
  timeoutSeconds?: number;
}

/**
 * A one-off task that migrates the database once for each image, before the services that depend on
 * it start, and not again on the way back to an image before. When it fails, `pulumi up` stops there with the exit code and the last log lines, and the
 * services keep running the version before.
 */
export class MigrationTask extends pulumi.ComponentResource {
  static readonly __pulumiType = "infra:migration-task:MigrationTask";

  /** ARN of the task definition, to run it by hand. */
  readonly taskDefinitionArn: pulumi.Output<string>;

  constructor(name: string, args: MigrationTaskArgs, opts?: pulumi.ComponentResourceOptions) {
    super(MigrationTask.__pulumiType, name, args, opts);
    const { platform, image, timeoutSeconds = 900 } = args;
    const { cluster, network, scope } = platform;
    const child = { parent: this };
    if ((args.link ?? []).some(linked => linked.link().serviceConnect)) {
      throw new ArgumentError(
        `MigrationTask "${name}": link has a service with the discovery "serviceConnect", which a one-off task cannot reach; give that service "cloudMap"`,
      );
    }

    const problem = typeof image === "string" ? referenceProblem(scope, image) : undefined;
    if (problem !== undefined) {
      throw new ArgumentError(`MigrationTask "${name}": image ${problem}`);
    }
    const task = createTask(name, { ...args, task: name, exec: false }, child);
    new MigrationRun(
      name,
      {
        cluster: cluster.clusterName,
        taskDefinitionArn: task.definition.arn,
        subnetIds: network.privateSubnetIds,
        securityGroupIds: [task.securityGroupId],
        containerName: name,
        imageDigest: pulumi.output(imageReference(image)).apply(digestIn),
        region: scope.region,
        timeoutSeconds,
      },
      { ...child, dependsOn: [...task.ready] },
    );

    platform.registerMigration({
      name,
      container: name,
      logGroup: task.logGroupName,
      repository: typeof image === "string" ? undefined : image.repositoryName,
      taskDefinitionArn: task.definition.arn,
      subnetIds: network.privateSubnetIds,
      securityGroupIds: [task.securityGroupId],
      timeoutSeconds,
    });

    this.taskDefinitionArn = task.definition.arn;
    this.registerOutputs({ taskDefinitionArn: this.taskDefinitionArn });
  }
}

/** The digest in a reference: the same image may have another name or tag. */
function digestIn(reference: string): string {
  return reference.slice(reference.indexOf("@") + 1);
}
