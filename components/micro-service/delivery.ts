import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { RolloutCheck } from "../rollout/rollout-check";
import { MadeService } from "../task/service-args";
import { Task } from "../task/task";
import { MicroServiceArgs } from "./args";
import { createDeploymentGroup } from "./code-deploy";
import { nativeShift, shiftMinutes } from "./deployment";
import { Target } from "./target";

/** What {@link createDelivery} needs besides the arguments of the service. */
export interface DeliveryArgs extends MicroServiceArgs, MadeService {
  serviceName: string;
  task: Task;
  target?: Target;
  answerAlarms: readonly aws.cloudwatch.MetricAlarm[];
}

/** Seconds that starting the new tasks may take, where the service does not say. */
const START_SECONDS = 1800;

/**
 * What sees to it that a new revision runs: a check after ECS's own deployments, or CodeDeploy's
 * deployment group, with a check of the first revision alone: the engine brings out no other there, so
 * that a check would wait for one in vain. Returns what those wait for who call the service.
 */
export function createDelivery(
  name: string,
  args: DeliveryArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
  const { platform, deployment, service, asked, task, target } = args;
  const { rolloutTimeoutSeconds = START_SECONDS } = args;
  const byCodeDeploy = deployment?.strategy === "codeDeploy";
  if (byCodeDeploy && target !== undefined) {
    createDeploymentGroup(name, { ...args, deployment, target }, opts);
  }
  const shift = nativeShift(deployment);
  return new RolloutCheck(
    name,
    {
      cluster: platform.cluster.clusterName,
      service,
      asked,
      taskDefinitionArn: byCodeDeploy ? undefined : task.definition.arn,
      region: platform.scope.region,
      shifting: shift !== undefined,
      timeoutSeconds: rolloutTimeoutSeconds + (shift ? 60 * shiftMinutes(shift) : 0),
    },
    opts,
  );
}
