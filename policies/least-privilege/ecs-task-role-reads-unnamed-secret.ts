import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";

import { containerText } from "../containers";
import type { Statement } from "../iam/document";
import { allowedResources, deniedResources, reaches } from "../iam/grants";
import { roleDocuments } from "../iam/role-documents";
import { finding } from "../resource";
import { identityOf, isSource, readActions, sourcesOf } from "../secret-sources";
import { allContainers, fetchedBy, taskRoles } from "../tasks";

/**
 * Least privilege by relation: a role may read what its task uses. ECS uses what is under `secrets`; code
 * uses what any text of a container names, by ARN or by name.
 */
export const ecsTaskRoleReadsUnnamedSecret: StackValidationPolicy = {
  name: "ecs-task-role-reads-unnamed-secret",
  description: "A task's roles read the stack's secrets and parameters that its containers name.",
  enforcementLevel: "advisory",
  severity: "medium",
  tags: ["least-privilege"],
  remediationSteps:
    "Take the secret out of the role's policies, or name it in the container: under secrets for the execution role, in an environment variable for the task role.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-iam-roles.html",
  configSchema: {
    properties: {
      paths: {
        description:
          "Whether a task role may read all below a path of names (`/shop/*`) without its containers naming each.",
        type: "boolean",
        default: true,
      },
    },
  },
  validateStack: (args, report) => {
    const { paths } = args.getConfig<{ paths: boolean }>();
    const grantsOf = roleDocuments(args.resources);
    const sources = sourcesOf(args.resources);

    for (const { role, tasks } of taskRoles("executionRoleArn", args.resources)) {
      const containers = allContainers(tasks);
      const fetched = containers?.flatMap(fetchedBy) ?? [];
      if (containers !== undefined) {
        const readable = readableBy(grantsOf(role).documents.flat(), sources);
        for (const source of readable.filter(s => !fetched.some(from => isSource(from, s)))) {
          report(unused("execution", "secrets", source), role.urn);
        }
      }
    }

    for (const { role, tasks } of taskRoles("taskRoleArn", args.resources)) {
      const texts = tasks.map(({ props }) => containerText(props));
      const readable = readableBy(grantsOf(role).documents.flat(), sources, paths);
      if (!texts.includes(undefined)) {
        for (const source of readable.filter(s => !texts.some(text => mentions(text ?? "", s)))) {
          report(unused("task", "environment", source), role.urn);
        }
      }
    }
  },
};

function unused(kind: string, where: string, source: PolicyResource): string {
  const name = identityOf(source).name ?? source.name;
  return finding(
    `Secret::${name}`,
    `The ${kind} role may read ${name}, which no container of its tasks names: remove it from the role, or name it under ${where}.`,
  );
}

/** Those of the sources that statements let read; with `paths`, not by a whole path alone. */
function readableBy(
  statements: readonly Statement[],
  sources: readonly PolicyResource[],
  paths = false,
): PolicyResource[] {
  return sources.filter(source => {
    const { arn } = identityOf(source);
    if (arn === undefined) {
      return false;
    }
    const actions = readActions(arn);
    return (
      allowedResources(statements, actions).some(
        pattern => reaches(pattern, arn) && !(paths && /[^*?:]\/\*$/.test(pattern)),
      ) && !deniedResources(statements, actions).some(pattern => reaches(pattern, arn))
    );
  });
}

/** Whether a text has a source's ARN or name in it, not as a part of a longer one. */
function mentions(text: string, source: PolicyResource): boolean {
  const { arn = "", name = "" } = identityOf(source);
  return [arn, name].some(
    own =>
      own !== "" &&
      new RegExp(`(?<![\\w/.-])${own.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\w/.-])`).test(
        text,
      ),
  );
}
