import type { ResourceValidationPolicy } from "@pulumi/policy";

import { isSet, peek, UNKNOWN } from "../known";
import { onTypes } from "../resource";

interface TaskRoles {
  taskRoleArn?: string;
  executionRoleArn?: string;
}

export const ecsTaskDefinitionTaskRole: ResourceValidationPolicy = {
  name: "ecs-task-definition-task-role",
  description: "A task has a role for its code and another for ECS to start it.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["least-privilege"],
  remediationSteps: "Set taskRoleArn and executionRoleArn to two roles.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html",
  validateResource: onTypes<TaskRoles>(
    ["aws:ecs/taskDefinition:TaskDefinition"],
    (task, report) => {
      for (const role of ["taskRoleArn", "executionRoleArn"] as const) {
        if (!isSet(task, role)) {
          report(`${role} is not set: give the task a role with the rights it needs.`);
        }
      }
      const code = peek(() => task.taskRoleArn);
      if (
        isSet(task, "taskRoleArn") &&
        code !== UNKNOWN &&
        code === peek(() => task.executionRoleArn)
      ) {
        report("taskRoleArn and executionRoleArn are one role: the code can read what starts it.");
      }
    },
  ),
};
