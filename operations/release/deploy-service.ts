import { imageOf, shortImage } from "../aws/images";
import { imageOfVersion } from "../aws/registry";
import { activeRevisions, numberOf, revisionWithImage, shortRevision } from "../aws/revisions";
import { OperationError } from "../errors";
import { followUp } from "../follow-up";
import { Service, Stack } from "../stack";
import { controllerOf } from "./control";
import { Clients, Wait } from "./controller";
import { change } from "./outcome";
import { describePresent, Present, presentOf, verify } from "./present";
import { isUnderWay, Release } from "./release";

/** What is to be done to deploy a version of a service. */
export interface DeployPlan {
  service: Service;
  /** The version's image, by digest. */
  image: string;
  present: Present;
  /** Whether nothing is to be done. */
  runs: boolean;
  /** The revision that the new one is made after. */
  like: string;

  /**
   * Whether `like` itself is brought out.
   *
   * @default false
   */
  exact?: boolean;

  /** The deployment of it that is under way, as after an interruption. */
  underWay?: Release;
}

/** What a deployment came to. */
export interface Deployed {
  name: string;
  image: string;
  /** `family:number`. */
  revision: string;
  /** Whether another revision ran before. */
  changed: boolean;
}

/** Finds out what is to be done; changes nothing, and throws when it cannot be done. */
export async function planDeployment(
  clients: Clients,
  stack: Stack,
  service: Service,
  version: string,
): Promise<DeployPlan> {
  const { ecs, ecr } = clients;
  const image = await imageOfVersion(ecr, service, version);
  const present = await presentOf(clients, stack, service);
  const controller = controllerOf(clients, stack, service);
  const releases = await controller.releases();
  const like = await modelOf(clients, service, present, releases);
  const [newest] = releases;
  if (!isUnderWay(newest)) {
    const same = present.image === image && like === present.revision;
    const runs = same && (await controller.isPlaced?.()) !== false;
    return { service, image, present, runs, like };
  }
  const its = (await imageOf(ecs, newest.revision, service.container)) ?? "";
  const underWay = takenUp(stack, service, newest, { image: its, isAsked: its === image });
  return { service, image, present, runs: false, like, underWay };
}

/** The deployment that is under way, which must be the one that is asked for. */
export function takenUp(
  stack: Stack,
  service: Service,
  newest: Release,
  { image: its, isAsked }: { image: string; isAsked: boolean },
): Release {
  if (newest.state === "returning" || !isAsked) {
    throw new OperationError(
      `${service.name}: a deployment of ${shortImage(its)} (${shortRevision(newest.revision)}) is under way; wait for it (${followUp(stack, "status", service.name)}) or take it back (${followUp(stack, "rollback", service.name)}), then repeat`,
    );
  }
  return newest;
}

/**
 * The revision that runs; where CodeDeploy deploys, the newest when it was never brought out: there `pulumi up`
 * registers what the program says, and leaves it at that.
 */
async function modelOf(
  { ecs }: Clients,
  service: Service,
  { revision }: Present,
  releases: readonly Release[],
): Promise<string> {
  if (service.codeDeploy === undefined) {
    return revision;
  }
  const [newest = revision] = await activeRevisions(ecs, service);
  const known = releases.some(release => release.revision === newest);
  return numberOf(newest) > numberOf(revision) && !known ? newest : revision;
}

/** Brings the version out and waits until it runs. */
export async function carryOut(
  clients: Clients,
  stack: Stack,
  { service, image, present, runs, like, exact = false, underWay }: DeployPlan,
  wait: Wait,
): Promise<Deployed> {
  const { name } = service;
  if (runs) {
    wait.say(`${describePresent(service, present)} already; nothing to do`);
    return { name, image, revision: shortRevision(present.revision), changed: false };
  }
  const revision =
    underWay?.revision ??
    (exact ? like : await revisionWithImage(clients.ecs, service, like, image));
  const controller = controllerOf(clients, stack, service);
  return change(clients, stack, { service, revision }, async () => {
    wait.say(
      underWay === undefined
        ? `${name}: ${shortRevision(present.revision)} -> ${shortRevision(revision)} with ${shortImage(image)}`
        : `${name}: waiting for ${shortRevision(revision)}, which is under way`,
    );
    await controller.finish(underWay ?? (await controller.begin(revision, wait)), wait);
    wait.say(describePresent(service, await verify(clients, stack, service, revision)));
    return { name, image, revision: shortRevision(revision), changed: true };
  });
}
