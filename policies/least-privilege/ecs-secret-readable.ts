import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";

import { containersOf } from "../containers";
import { allowedResources, deniedResources } from "../iam/grants";
import { awsManagedPolicy } from "../iam/managed-policies";
import { RoleGrants, roleDocuments } from "../iam/role-documents";
import { isSet } from "../known";
import { refersTo } from "../references";
import { finding } from "../resource";
import { isSource, patternNames, readActions, sourcesOf } from "../secret-sources";
import { TaskContainer, taskRoles } from "../tasks";

/**
 * Says nothing where it cannot know: of a role whose policies are not all of this stack, of a secret of
 * another stack, and of one with a policy of its own, which may let the role in.
 */
export const ecsSecretReadable: StackValidationPolicy = {
  name: "ecs-secret-readable",
  description: "ECS may read each value that it has to give to a container.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["least-privilege"],
  remediationSteps:
    "Allow the execution role secretsmanager:GetSecretValue or ssm:GetParameters on the ARN in valueFrom.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html#task-execution-secrets",
  validateStack: ({ resources }, report) => {
    const grantsOf = roleDocuments(resources);
    const policies = resources.filter(
      ({ type }) => type === "aws:secretsmanager/secretPolicy:SecretPolicy",
    );
    const sources = sourcesOf(resources).filter(
      source =>
        !isSet(source.props, "policy") &&
        !policies.some(policy => refersTo(policy, "secretArn", source)),
    );
    for (const { role, tasks } of taskRoles("executionRoleArn", resources)) {
      const grants = grantsOf(role);
      if (isWhole(grants)) {
        for (const task of tasks) {
          for (const { path, name, action } of unreadable(task, grants, sources)) {
            report(
              finding(
                `Secret::${name}`,
                `${path}: the execution role may not read it, so no task starts: allow ${action} on its ARN.`,
              ),
              task.urn,
            );
          }
        }
      }
    }
  },
};

/** AWS's own policy for execution roles reads no secret, so what else there is decides. */
function isWhole({ unknown, foreign }: RoleGrants): boolean {
  return (
    !unknown &&
    foreign.every(arn => awsManagedPolicy(arn) === "service-role/AmazonECSTaskExecutionRolePolicy")
  );
}

function unreadable(
  task: PolicyResource,
  { documents }: RoleGrants,
  sources: readonly PolicyResource[],
): { path: string; name: string; action: string }[] {
  const statements = documents.flat();
  return containersOf(task.props).flatMap(([place, { secrets = [] }]: [string, TaskContainer]) =>
    secrets.flatMap(({ name = "", valueFrom = "" }, s) => {
      const [action] = readActions(valueFrom);
      const readable =
        allowedResources(statements, [action]).some(pattern => patternNames(pattern, valueFrom)) &&
        !deniedResources(statements, [action]).some(pattern => patternNames(pattern, valueFrom));
      return readable || !sources.some(source => isSource(valueFrom, source))
        ? []
        : [
            {
              path: `${place}.secrets[${s}].valueFrom`,
              name,
              action: action.startsWith("ssm:")
                ? "ssm:GetParameters"
                : "secretsmanager:GetSecretValue",
            },
          ];
    }),
  );
}
