import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";

import type { Statement } from "../iam/document";
import { hasWildcard, isWildcard } from "../iam/glob";
import { allowedResources, reaches } from "../iam/grants";
import { roleDocuments } from "../iam/role-documents";
import { finding } from "../resource";
import { identityOf, patternNames, sourcesOf } from "../secret-sources";
import { allContainers, fetchedBy, TaskContainer, taskRoles } from "../tasks";

const PULL = ["ecr:batchchecklayeravailability", "ecr:batchgetimage", "ecr:getdownloadurlforlayer"];
const LOG = ["logs:createlogstream", "logs:putlogevents"];
const READ = ["secretsmanager:getsecretvalue", "ssm:getparameter", "ssm:getparameters"];
const ALWAYS = [...PULL, ...LOG, ...READ, "ecr:getauthorizationtoken", "kms:decrypt"];

/**
 * Wildcards in actions and a bare `*` as resource are the findings of the rules on identity policies;
 * secrets of the stack that the role may read for nothing are ecs-task-role-reads-unnamed-secret's.
 */
export const ecsExecutionRoleMinimal: StackValidationPolicy = {
  name: "ecs-execution-role-minimal",
  description: "An execution role allows what ECS needs to start its tasks, and nothing else.",
  enforcementLevel: "advisory",
  severity: "medium",
  tags: ["least-privilege"],
  remediationSteps:
    "Allow pulling the images' repositories, writing to the containers' log groups and reading the values under secrets; move what the code needs to the task role.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html",
  configSchema: {
    properties: {
      actions: {
        description: "Further actions that an execution role may allow.",
        type: "array",
        items: { type: "string" },
        default: [],
      },
    },
  },
  validateStack: (args, report) => {
    const { actions } = args.getConfig<{ actions: readonly string[] }>();
    const grantsOf = roleDocuments(args.resources);
    const sources = sourcesOf(args.resources);
    for (const { role, tasks } of taskRoles("executionRoleArn", args.resources)) {
      const containers = allContainers(tasks);
      const statements = grantsOf(role)
        .documents.flat()
        .filter(({ effect }) => effect === "allow");
      const excess =
        containers === undefined
          ? []
          : [
              ...excessActions(statements, containers, actions),
              ...excessPulls(statements, containers),
              ...excessLogs(statements, containers),
              ...excessReads(statements, containers, sources),
            ];
      for (const message of new Set(excess)) {
        report(message, role.urn);
      }
    }
  },
};

function excessActions(
  statements: readonly Statement[],
  containers: readonly TaskContainer[],
  more: readonly string[],
): string[] {
  const needed = [
    ...ALWAYS,
    ...(containers.some(createsLogGroup) ? ["logs:createloggroup"] : []),
    ...(containers.some(container => (container.environmentFiles ?? []).length > 0)
      ? ["s3:getobject", "s3:getbucketlocation"]
      : []),
    ...more.map(action => action.toLowerCase()),
  ];
  return statements
    .flatMap(({ actions }) => actions)
    .filter(action => !hasWildcard(action) && !needed.includes(action))
    .map(action =>
      finding(
        `Action::${action}`,
        `The role allows ${action}, which starting a task does not need: allow it in the task role, or not at all.`,
      ),
    );
}

function createsLogGroup({ logConfiguration }: TaskContainer): boolean {
  return logConfiguration?.options?.["awslogs-create-group"] === "true";
}

/** Nothing is said of a task with an image from elsewhere than ECR. */
function excessPulls(
  statements: readonly Statement[],
  containers: readonly TaskContainer[],
): string[] {
  const repositories = containers.map(({ image = "" }) => repositoryOf(image));
  return repositories.includes(undefined)
    ? []
    : allowedResources(statements, PULL)
        .filter(pattern => !isWildcard(pattern))
        .filter(pattern => !repositories.some(repository => reaches(pattern, repository ?? "")))
        .map(pattern =>
          finding(
            `Resource::${pattern}`,
            `The role may pull from ${pattern}, where no image of its tasks is: remove it.`,
          ),
        );
}

/** ARN of the ECR repository that an image is in. */
function repositoryOf(image: string): string | undefined {
  const parts = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(\.cn)?\/([^:@]+)/.exec(image);
  const partition = image.includes(".amazonaws.com.cn/") ? "aws-cn" : "aws";
  return parts === null
    ? undefined
    : `arn:${partition}:ecr:${parts[2]}:${parts[1]}:repository/${parts[4]}`;
}

function excessLogs(
  statements: readonly Statement[],
  containers: readonly TaskContainer[],
): string[] {
  const groups = containers.map(c => c.logConfiguration?.options?.["awslogs-group"] ?? "");
  return allowedResources(statements, LOG).flatMap(pattern => {
    const allowed = /:log-group:([^:]+)/.exec(pattern)?.[1];
    return allowed === undefined || groups.some(group => reaches(allowed, group))
      ? []
      : [
          finding(
            `Resource::${pattern}`,
            `The role may write to ${pattern}, where no container of its tasks logs: remove it.`,
          ),
        ];
  });
}

function excessReads(
  statements: readonly Statement[],
  containers: readonly TaskContainer[],
  sources: readonly PolicyResource[],
): string[] {
  const fetched = containers.flatMap(fetchedBy);
  const arns = sources.flatMap(source => identityOf(source).arn ?? []);
  return allowedResources(statements, READ)
    .filter(pattern => !isWildcard(pattern))
    .filter(pattern => !fetched.some(source => patternNames(pattern, source)))
    .filter(pattern => !arns.some(arn => reaches(pattern, arn)))
    .map(pattern =>
      finding(
        `Resource::${pattern}`,
        `The role may read ${pattern}, which no container of its tasks has under secrets: remove it.`,
      ),
    );
}
