import { imageOf, shortImage } from "../aws/images";
import { shortRevision } from "../aws/revisions";
import { describeService } from "../aws/services";
import { targetHealth } from "../aws/target-health";
import { OperationError } from "../errors";
import { Service, Stack } from "../stack";
import { Clients } from "./controller";

/** What of a service runs. */
export interface Present {
  /** ARN of the revision. */
  revision: string;
  /** Image of the service's own container in it. */
  image: string;
  running: number;
  desired: number;
  /** Healthy targets; nothing without routes. */
  healthy?: number;
  /** When the service was made. */
  madeAt: Date;
}

/** What ECS and the load balancer say of a service. */
export async function presentOf(
  { ecs, elb }: Clients,
  stack: Stack,
  service: Service,
): Promise<Present> {
  const found = await describeService(ecs, stack, service);
  const primary = [...(found.deployments ?? []), ...(found.taskSets ?? [])].find(
    ({ status }) => status === "PRIMARY",
  );
  const revision = primary?.taskDefinition ?? found.taskDefinition ?? "";
  const targets = await targetHealth(elb, service.targetGroupArns);
  return {
    revision,
    image: (await imageOf(ecs, revision, service.container)) ?? "",
    running: found.runningCount ?? 0,
    desired: found.desiredCount ?? 0,
    ...(service.targetGroupArns.length > 0 && {
      healthy: targets.filter(({ TargetHealth }) => TargetHealth?.State === "healthy").length,
    }),
    madeAt: found.createdAt ?? new Date(0),
  };
}

/** What runs, in one line. */
export function describePresent({ name }: Service, present: Present): string {
  const { revision, image, running, desired, healthy } = present;
  const targets = healthy === undefined ? "" : `, ${healthy} healthy targets`;
  return `${name} runs ${shortImage(image)} (${shortRevision(revision)}): ${running} of ${desired} tasks${targets}`;
}

/** Makes sure that a revision runs, with a task and a healthy target unless the service is asleep. */
export async function verify(
  clients: Clients,
  stack: Stack,
  service: Service,
  revision: string,
): Promise<Present> {
  const present = await presentOf(clients, stack, service);
  const { running, desired, healthy } = present;
  if (present.revision !== revision || (desired > 0 && (running === 0 || healthy === 0))) {
    throw new OperationError(
      `${service.name}: ${shortRevision(revision)} was to run, but ${describePresent(service, present)}`,
    );
  }
  return present;
}
