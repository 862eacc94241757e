import { shortRevision } from "../aws/revisions";
import { OperationError } from "../errors";
import { Service, Stack } from "../stack";
import { controllerOf } from "./control";
import { Clients, Wait } from "./controller";
import { change } from "./outcome";
import { describePresent, verify } from "./present";
import { Release } from "./release";
import { planRollback, RollbackPlan } from "./rollback-plan";

/** What a rollback came to. */
export interface RolledBack {
  name: string;
  /** What ran, or was under way, `family:number`. */
  from: string;
  /** What runs. */
  revision: string;
  image: string;
  /** Whether anything was done. */
  changed: boolean;
}

/** Goes back by a plan, and waits until it runs; `to` is the revision that was named, if one was. */
export function rollBack(
  clients: Clients,
  stack: Stack,
  { service, plan, to }: { service: Service; plan: RollbackPlan; to?: string },
  wait: Wait,
): Promise<RolledBack> {
  const controller = controllerOf(clients, stack, service);
  const { name } = service;
  return change(clients, stack, { service, revision: nextOf(plan) }, () => follow(plan));

  async function follow(plan: RollbackPlan): Promise<RolledBack> {
    const from = plan.present.revision;
    plan.notes.forEach(note => wait.say(note));
    switch (plan.way) {
      case "nothing":
        return result(from, from, false);
      case "wait":
        wait.say(
          `${name}: waiting for ${shortRevision(plan.release.revision)}, which is under way`,
        );
        await controller.finish(plan.release, wait);
        return result(from, plan.release.revision, true);
      case "takeBack":
        return takeBack(plan.release);
      case "bringOut":
        wait.say(`${name}: ${shortRevision(from)} -> ${shortRevision(plan.revision)}`);
        await controller.finish(await controller.begin(plan.revision, wait), wait);
        return result(from, plan.revision, true);
    }
  }

  /** Then what is still to be done is found out anew: the deployment may have ended a moment before. */
  async function takeBack(release: Release): Promise<RolledBack> {
    wait.say(`${name}: taking back ${shortRevision(release.revision)}, which is under way`);
    await controller.takeBack(release, wait);
    const next = await planRollback(clients, stack, service, to);
    if (next.way === "takeBack") {
      throw new OperationError(
        `${name}: somebody deploys ${shortRevision(next.release.revision)} meanwhile`,
      );
    }
    return { ...(await follow(next)), from: shortRevision(release.revision), changed: true };
  }

  async function result(from: string, to: string, changed: boolean): Promise<RolledBack> {
    const now = await verify(clients, stack, service, to);
    wait.say(describePresent(service, now));
    const revision = shortRevision(to);
    return { name, from: shortRevision(from), revision, image: now.image, changed };
  }
}

/** The revision that AWS is at when a plan is interrupted. */
function nextOf(plan: RollbackPlan): string {
  return plan.way === "nothing"
    ? plan.present.revision
    : plan.way === "bringOut"
      ? plan.revision
      : plan.release.revision;
}
