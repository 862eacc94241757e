import {
  DescribeTaskDefinitionCommand,
  ECSClient,
  paginateListTaskDefinitions,
  RegisterTaskDefinitionCommand,
  RegisterTaskDefinitionCommandInput,
  Tag,
  TaskDefinition,
} from "@aws-sdk/client-ecs";
import { isDeepStrictEqual } from "util";

import { lastPart } from "../../components/rollout/arn";
import { OperationError, UsageError } from "../errors";
import { Service } from "../stack";

/** What a task definition has that is ECS's to say. */
const READ_ONLY: ReadonlySet<string> = new Set([
  "taskDefinitionArn",
  "revision",
  "status",
  "requiresAttributes",
  "compatibilities",
  "registeredAt",
  "registeredBy",
  "deregisteredAt",
  "deleteRequestedAt",
]);

/** `shop-orders-dev:7` of a revision's ARN. */
export function shortRevision(arn: string): string {
  return lastPart(arn);
}

/** 7 of `…/shop-orders-dev:7`: a later revision has a higher number. */
export function numberOf(revision: string): number {
  return Number(revision.split(":").pop());
}

/** A revision with its tags, by ARN or `family:number`; by the family alone the newest that can be brought out. */
async function describe(ecs: ECSClient, taskDefinition: string) {
  const { taskDefinition: found = {}, tags = [] } = await ecs.send(
    new DescribeTaskDefinitionCommand({ taskDefinition, include: ["TAGS"] }),
  );
  return { found, input: inputOf(found, tags) };
}

/** What registers the same revision again. */
function inputOf(found: TaskDefinition, tags: Tag[]): RegisterTaskDefinitionCommandInput {
  const kept = Object.entries(found).filter(
    ([key, value]) => value !== undefined && !READ_ONLY.has(key),
  );
  return {
    ...(Object.fromEntries(kept) as Omit<RegisterTaskDefinitionCommandInput, "tags">),
    // ECS refuses an empty list.
    ...(tags.length > 0 && {
      tags: [...tags].sort((a, b) => (a.key ?? "").localeCompare(b.key ?? "")),
    }),
  };
}

/**
 * The revision that is as another one but for the image of the service's own container: the newest of the family
 * when it is so already, as after an interrupted deployment, or else one registered now. So a deployment always
 * has the highest number of the family, and a lower one in AWS's history means that somebody went back.
 */
export async function revisionWithImage(
  ecs: ECSClient,
  { family, container }: Pick<Service, "family" | "container">,
  like: string,
  image: string,
): Promise<string> {
  const { input } = await describe(ecs, like);
  const wanted = {
    ...input,
    containerDefinitions: (input.containerDefinitions ?? []).map(one =>
      one.name === container ? { ...one, image } : one,
    ),
  };
  const newest = await describe(ecs, family);
  if (newest.found.taskDefinitionArn !== undefined && isDeepStrictEqual(newest.input, wanted)) {
    return newest.found.taskDefinitionArn;
  }
  const { taskDefinition } = await ecs.send(new RegisterTaskDefinitionCommand(wanted));
  return taskDefinition?.taskDefinitionArn ?? "";
}

/** The family's revisions that can be brought out, the newest first. */
export async function activeRevisions(ecs: ECSClient, { family }: Service): Promise<string[]> {
  const found: string[] = [];
  const pages = paginateListTaskDefinitions(
    { client: ecs },
    { familyPrefix: family, status: "ACTIVE" },
  );
  for await (const { taskDefinitionArns = [] } of pages) {
    found.push(...taskDefinitionArns);
  }
  return found.sort((a, b) => numberOf(b) - numberOf(a));
}

/** The ARN of a revision that a user names: its number, `family:number` or ARN. */
export async function revisionNamed(
  ecs: ECSClient,
  service: Service,
  given: string,
): Promise<string> {
  const number = /^\d+$/.test(given) ? Number(given) : numberOf(given);
  const revision = `${service.family}:${number}`;
  if (!/^\d+$/.test(given) && shortRevision(given) !== revision) {
    throw new UsageError(
      `--to is "${given}"; use the number of a revision of ${service.family}, as in ${service.family}:7`,
    );
  }
  const active = await activeRevisions(ecs, service);
  const found = active.find(arn => shortRevision(arn) === revision);
  if (found === undefined) {
    const there = active.slice(0, 5).map(shortRevision).join(", ");
    throw new OperationError(
      `${service.name}: ECS has no revision ${revision} that could be brought out; the last ones are ${there}`,
    );
  }
  return found;
}
