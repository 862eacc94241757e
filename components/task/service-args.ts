import * as aws from "@pulumi/aws";

import { Platform } from "../platform";
import { Task } from "./task";

/** An ECS service, with the arguments that it is made from. */
export interface MadeService {
  service: aws.ecs.Service;
  asked: aws.ecs.ServiceArgs;
}

/** What every ECS service has in common: where its tasks run, without a public address, and their tags. */
export function commonServiceArgs({ cluster, network }: Platform, task: Task) {
  return {
    cluster: cluster.arn,
    taskDefinition: task.definition.arn,
    networkConfiguration: {
      assignPublicIp: false,
      subnets: network.privateSubnetIds,
      securityGroups: [task.securityGroupId],
    },
    enableEcsManagedTags: true,
    propagateTags: "SERVICE",
  };
}
