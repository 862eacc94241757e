import { DescribeTaskDefinitionCommand } from "@aws-sdk/client-ecs";

import { imageOf, shortImage } from "../aws/images";
import { imageIsThere } from "../aws/registry";
import { activeRevisions, numberOf, revisionNamed, shortRevision } from "../aws/revisions";
import { OperationError } from "../errors";
import { followUp } from "../follow-up";
import { Service, Stack } from "../stack";
import { controllerOf } from "./control";
import { Clients } from "./controller";
import { Present, presentOf } from "./present";
import { isUnderWay, previousGood, Release, wentBackFrom } from "./release";

/** What is to be done to go back. */
export type RollbackPlan = {
  present: Present;
  /** What the operator should know of the choice. */
  notes: string[];
} & (
  | { way: "nothing" }
  /** The rollback is under way, as after an interruption. */
  | { way: "wait"; release: Release }
  /** Another deployment is under way and is taken back first. */
  | { way: "takeBack"; release: Release }
  | { way: "bringOut"; revision: string }
);

/** Finds out what is to be done; changes nothing, and throws when it cannot be done. */
export async function planRollback(
  clients: Clients,
  stack: Stack,
  service: Service,
  to?: string,
): Promise<RollbackPlan> {
  const present = await presentOf(clients, stack, service);
  const releases = await controllerOf(clients, stack, service).releases();
  const named = to === undefined ? undefined : await revisionNamed(clients.ecs, service, to);
  const [newest] = releases;
  if (isUnderWay(newest)) {
    const back =
      named === undefined ? wentBackFrom(releases) !== undefined : newest.revision === named;
    return newest.state === "running" && back
      ? { way: "wait", present, notes: [], release: newest }
      : takeBack(clients, stack, service, { present, releases, named });
  }
  const nothing = whyNothing(service, present, releases, named);
  if (nothing !== undefined) {
    return { way: "nothing", present, notes: [nothing] };
  }
  const good = named ?? previousGood(releases, present.revision);
  const revision = good ?? (await revisionBefore(clients, service, present));
  const notes =
    good === undefined
      ? [`AWS does not remember what ran before: ${shortRevision(revision)} is the revision before`]
      : [];
  return {
    way: "bringOut",
    present,
    revision,
    notes: [...notes, ...(await checkRevision(clients, stack, service, revision))],
  };
}

/** Why there is nothing to do, if so. */
function whyNothing(
  { name }: Service,
  { revision }: Present,
  releases: readonly Release[],
  named: string | undefined,
): string | undefined {
  const runs = `${name}: ${shortRevision(revision)} runs`;
  if (named !== undefined) {
    return revision === named ? `${runs} already` : undefined;
  }
  const [newest] = releases;
  if (newest?.state === "failed" && newest.revision !== revision) {
    return `${runs}: AWS has taken back ${shortRevision(newest.revision)} itself`;
  }
  const from = newest?.revision === revision ? wentBackFrom(releases) : undefined;
  return from === undefined
    ? undefined
    : `${runs} since it went back from ${shortRevision(from)}; to go further back, name the revision with --to`;
}

async function takeBack(
  clients: Clients,
  stack: Stack,
  service: Service,
  {
    present,
    releases,
    named,
  }: { present: Present; releases: readonly Release[]; named: string | undefined },
): Promise<RollbackPlan> {
  const [release] = releases;
  const before = named ?? previousGood(releases, release.revision);
  const notes = before === undefined ? [] : await checkRevision(clients, stack, service, before);
  return { way: "takeBack", present, release, notes };
}

/** Makes sure that a revision can be brought out again: deregistered ones and deleted images cannot. */
async function checkRevision(
  { ecs, ecr }: Clients,
  stack: Stack,
  service: Service,
  revision: string,
): Promise<string[]> {
  const { name, container } = service;
  const choose = `nothing was changed; choose another with --to, or ${followUp(stack, "deploy", name, "VERSION")}`;
  if (!(await activeRevisions(ecs, service)).includes(revision)) {
    throw new OperationError(
      `${name}: ${shortRevision(revision)} would be next, but it is deregistered, and ECS brings it out no more; ${choose}`,
    );
  }
  const image = (await imageOf(ecs, revision, container)) ?? "";
  const there = await imageIsThere(ecr, image);
  if (there === false) {
    throw new OperationError(
      `${name}: ${shortRevision(revision)} would be next, but its image ${shortImage(image)} is no longer in the registry; ${choose}`,
    );
  }
  return there === undefined ? [`its image ${image} is in another registry: not looked for`] : [];
}

/**
 * The revision before the one that runs, where AWS remembers no deployment before. Only the newest of the family
 * can be trusted not to be a rollback itself, and only a service that has had another revision can go back.
 */
async function revisionBefore(
  { ecs }: Clients,
  service: Service,
  { revision, madeAt }: Present,
): Promise<string> {
  const { name } = service;
  const active = await activeRevisions(ecs, service);
  const older = active.filter(arn => numberOf(arn) < numberOf(revision));
  const { taskDefinition } = await ecs.send(
    new DescribeTaskDefinitionCommand({ taskDefinition: revision }),
  );
  if (older.length === 0 || Number(taskDefinition?.registeredAt ?? 0) <= Number(madeAt)) {
    throw new OperationError(
      `${name}: ${shortRevision(revision)} is its first revision; there is nothing to go back to`,
    );
  }
  if (numberOf(active[0]) > numberOf(revision)) {
    const choice = older.slice(0, 5).map(shortRevision).join(", ");
    throw new OperationError(
      `${name}: AWS does not remember what ran before ${shortRevision(revision)}, and there are newer revisions, so that it may be a rollback itself; choose with --to: ${choice}`,
    );
  }
  return older[0];
}
