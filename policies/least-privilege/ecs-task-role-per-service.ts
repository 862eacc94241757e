import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";

import { TASK_TYPE } from "../containers";
import { serviceName } from "../iam/principal";
import { PolicyProps, statementsOf, trustDocuments } from "../iam/statements";
import { peek } from "../known";
import { finding } from "../resource";
import { taskRoles } from "../tasks";

/** Revisions of one family are one service, and may share its role. */
export const ecsTaskRolePerService: StackValidationPolicy = {
  name: "ecs-task-role-per-service",
  description: "Each service's code has a role that no other service and no one else can take.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["least-privilege"],
  remediationSteps:
    "Give each task definition a taskRoleArn of its own, of a role that ecs-tasks.amazonaws.com alone may take.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-iam-roles.html",
  validateStack: ({ resources }, report) => {
    const roles = taskRoles("taskRoleArn", resources);
    const own = new Set(roles.flatMap(({ tasks }) => tasks));
    const foreign = resources.filter(task => task.type === TASK_TYPE && !own.has(task));
    for (const tasks of [...roles.map(role => role.tasks), ...byRoleArn(foreign)]) {
      const first = familyOf(tasks[0]);
      for (const task of tasks.filter(other => familyOf(other) !== first)) {
        report(
          `taskRoleArn is the role of ${first} too: give each service a role of its own.`,
          task.urn,
        );
      }
    }
    for (const { role } of roles) {
      for (const { label, principal } of othersTrustedBy(role)) {
        report(
          finding(
            `Principal::${principal}`,
            `assumeRolePolicy: ${label} lets ${principal} take a task's role: leave ecs-tasks.amazonaws.com alone.`,
          ),
          role.urn,
        );
      }
    }
  },
};

/** Task definitions with a role of another stack, those with the same one together. */
function byRoleArn(tasks: readonly PolicyResource[]): PolicyResource[][] {
  const groups = new Map<string, PolicyResource[]>();
  for (const task of tasks) {
    const arn = peek(() => task.props.taskRoleArn as unknown);
    if (typeof arn === "string" && arn !== "") {
      groups.set(arn, [...(groups.get(arn) ?? []), task]);
    }
  }
  return [...groups.values()];
}

/** A family that is not known yet counts as the resource's own. */
function familyOf({ name, props }: PolicyResource): string {
  const family = peek(() => props.family as unknown);
  return typeof family === "string" ? family : name;
}

function othersTrustedBy({ props }: PolicyResource): { label: string; principal: string }[] {
  return trustDocuments(props as PolicyProps)
    .flatMap(({ read }) => statementsOf(read))
    .filter(({ effect }) => effect === "allow")
    .flatMap(({ label, principals }) =>
      principals
        .filter(principal => serviceName(principal) !== "ecs-tasks")
        .map(({ value }) => ({ label, principal: value })),
    );
}
