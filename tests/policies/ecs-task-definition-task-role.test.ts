import type { TaskDefinitionArgs } from "@pulumi/aws/ecs";

import { ecsTaskDefinitionTaskRole as rule } from "../../policies/least-privilege/ecs-task-definition-task-role";
import { unknownValue } from "./support/engine";
import { describeRule } from "./support/rule-cases";

const taskRoleArn = "arn:aws:iam::123456789012:role/orders-task";
const executionRoleArn = "arn:aws:iam::123456789012:role/orders-execution";
const missing = (role: string) =>
  `${role} is not set: give the task a role with the rights it needs.`;
const same = "taskRoleArn and executionRoleArn are one role: the code can read what starts it.";

describeRule<TaskDefinitionArgs>(rule, "aws:ecs/taskDefinition:TaskDefinition", [
  ["reports both when neither is set", {}, [missing("taskRoleArn"), missing("executionRoleArn")]],
  ["reports no task role", { executionRoleArn }, [missing("taskRoleArn")]],
  [
    "reports no execution role",
    { taskRoleArn, executionRoleArn: "" },
    [missing("executionRoleArn")],
  ],
  ["reports one role for both", { taskRoleArn, executionRoleArn: taskRoleArn }, [same]],
  ["accepts two roles", { taskRoleArn, executionRoleArn }, []],
  [
    "accepts roles that are not known yet",
    { taskRoleArn: unknownValue, executionRoleArn: unknownValue },
    [],
  ],
  ["accepts a new role beside a known one", { taskRoleArn, executionRoleArn: unknownValue }, []],
]);
