import type { Service as EcsService, ServiceEvent, Task } from "@aws-sdk/client-ecs";

import { lastPart } from "../../components/rollout/arn";
import { Cause, causeOf } from "./causes";
import type { Facts } from "./facts";

/** Something that is not as it should be. */
export interface Finding extends Partial<Cause> {
  /** What AWS says, and how often. */
  what: string;
}

/** ECS's words in an event that tells of trouble. */
const TROUBLE = /unable to|unhealthy|failed|failing|rolling back|impaired/i;
/** Events that repeat a deployment's own state. */
const DEPLOYMENT = /deployment failed|rolling back/i;
/** States of a deployment that did not come to its end. */
const NOT_THROUGH = ["ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED", "STOPPED"];

/** What is wrong with a service, the likeliest cause first; nothing when it runs as it should. */
export function findingsOf(facts: Facts): Finding[] {
  const { found } = facts;
  const seen = [...failedTasks(facts), ...unhealthyTargets(facts)];
  const told = seen.map(({ means }) => means);
  return [
    ...(found.status === "ACTIVE" ? [] : [{ what: `the service is ${found.status}` }]),
    ...seen,
    // An event often repeats what a task or a target says.
    ...troubles(found).filter(({ means }) => means === undefined || !told.includes(means)),
    ...failedDeployments(facts),
    ...missingTasks(found),
  ];
}

/** Whether a deployment goes on: then fewer tasks than wanted are no finding. */
export function inProgress({ deployments = [], taskSets = [] }: EcsService): boolean {
  return (
    deployments.some(one => one.rolloutState === "IN_PROGRESS") ||
    taskSets.some(one => one.stabilityStatus === "STABILIZING")
  );
}

/** Why a task stopped: ECS's reason, and of each container its own and its exit code. */
export function reasonOf({ stoppedReason = "no reason given", containers = [] }: Task): string {
  const ends = containers
    .filter(({ exitCode, reason }) => reason !== undefined || exitCode !== undefined)
    .map(({ name, exitCode, reason }) =>
      [`container ${name}:`, exitCode === undefined ? [] : `exit code ${exitCode}`, reason ?? []]
        .flat()
        .join(" "),
    );
  return [stoppedReason, ...ends].join("; ");
}

/** Failed tasks of what ECS runs, brings out or has given up, by reason. */
function failedTasks({ found, shift, failed }: Facts): Finding[] {
  const { deployments = [], taskSets = [] } = found;
  const revisions = [...deployments, ...taskSets, shift].map(one => one?.taskDefinition);
  return counted(
    failed.filter(task => revisions.includes(task.taskDefinitionArn)).map(reasonOf),
    (count, reason) => `${count === 1 ? "a task" : `${count} tasks`} failed: ${reason}`,
  );
}

function unhealthyTargets({ found, targets }: Facts): Finding[] {
  if (targets === undefined || found.desiredCount === 0) {
    return [];
  }
  if (targets.length === 0 && !inProgress(found)) {
    // Where no task runs, that is the trouble.
    return found.runningCount === 0
      ? []
      : [
          {
            what: "no task is registered with the load balancer",
            means: "no request reaches it",
            todo: "tasks that have just started take some seconds; pulumi up --refresh mends a service that lost its target group",
          },
        ];
  }
  const are = (...states: string[]) =>
    targets.filter(({ TargetHealth }) => states.includes(TargetHealth?.State ?? ""));
  // A target that is new is no trouble where another is healthy, or while a version comes out.
  const unwell =
    are("healthy").length > 0 || inProgress(found)
      ? are("unhealthy", "unused", "unavailable")
      : targets;
  return counted(
    unwell.map(({ TargetHealth }) =>
      [TargetHealth?.State, TargetHealth?.Reason, TargetHealth?.Description]
        .filter(Boolean)
        .join(", "),
    ),
    (count, reason) => `${count} of ${targets.length} targets: ${reason}`,
  );
}

/** Events of trouble since the service last ran steadily, the newest of each cause. */
function troubles({ events = [], serviceName = "" }: EcsService): Finding[] {
  const steady = events.findIndex(({ message = "" }) => message.includes("reached a steady state"));
  const findings = (steady < 0 ? events : events.slice(0, steady))
    .filter(({ message = "" }) => TROUBLE.test(message) && !DEPLOYMENT.test(message))
    .map(event => ({ what: eventText(event, serviceName), ...causeOf(event.message ?? "") }));
  return findings.filter(({ means }, at) => findings.findIndex(one => one.means === means) === at);
}

/** An event without the service's own name, which it begins with. */
export function eventText({ message = "" }: ServiceEvent, serviceName: string): string {
  return message.replace(`(service ${serviceName}) `, "").replace(`service ${serviceName} `, "");
}

function failedDeployments({ found, shift }: Facts): Finding[] {
  const failed = (found.deployments ?? [])
    .filter(one => one.rolloutState === "FAILED")
    .map(
      one =>
        `the deployment of ${lastPart(one.taskDefinition)} failed: ${one.rolloutStateReason ?? "ECS gave no reason"}`,
    );
  const { status = "", statusReason = "ECS gave no reason" } = shift?.deployment ?? {};
  const given = NOT_THROUGH.includes(status)
    ? [`the last deployment, of ${lastPart(shift?.taskDefinition)}, is ${status}: ${statusReason}`]
    : [];
  return [...failed, ...given].map(what => ({
    what,
    means: "the version that was asked for is not the one that runs",
    todo: "mend what the tasks say, and deploy again; npm run status shows what runs",
  }));
}

function missingTasks(found: EcsService): Finding[] {
  const { runningCount = 0, desiredCount = 0 } = found;
  return runningCount >= desiredCount || inProgress(found)
    ? []
    : [
        {
          what: `${runningCount} of ${desiredCount} tasks run`,
          means: "ECS has not (yet) replaced tasks that stopped",
          todo: "the events and stopped tasks say why; with nothing there wait a minute and look again",
        },
      ];
}

/** A finding for each text, with how often it is there. */
function counted(
  texts: readonly string[],
  tell: (count: number, text: string) => string,
): Finding[] {
  return [...new Set(texts)].map(text => ({
    what: tell(texts.filter(one => one === text).length, text),
    ...causeOf(text),
  }));
}
