import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { Cluster } from "../cluster";
import { ArgumentError } from "../errors";

/** Where a task logs. */
export interface TaskLogs {
  /** Name of the log group, known at preview. */
  groupName: string;
  /** What must exist before the task starts. */
  ready: readonly pulumi.Resource[];
}

/** The cluster's log group, or one of the task's own where the cluster wants it so. */
export function createTaskLogs(
  name: string,
  { cluster, task }: { cluster: Cluster; task: string },
  opts: pulumi.CustomResourceOptions,
): TaskLogs {
  if (cluster.sharesLogGroup) {
    return { groupName: cluster.logGroupName, ready: [] };
  }
  const groupName = `${cluster.logGroupName}/${task}`;
  if (groupName === cluster.execLogGroupName) {
    throw new ArgumentError(
      `${name}: its log group would be ${groupName}, which records ECS Exec sessions; use another name`,
    );
  }
  const group = new aws.cloudwatch.LogGroup(
    name,
    { name: groupName, ...cluster.logSettings },
    opts,
  );
  return { groupName, ready: [group] };
}
