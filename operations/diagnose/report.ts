import type { ECSClient } from "@aws-sdk/client-ecs";

import { explainTask } from "../../components/rollout/task-failure";
import { lastPart } from "../../components/rollout/arn";
import { taskId } from "../aws/tasks";
import { Service, Stack } from "../stack";
import { completeCommands } from "./commands-in";
import type { Facts } from "./facts";
import { eventText, Finding, findingsOf, inProgress, reasonOf } from "./findings";

/** What a diagnosis says, as `--json` prints it. */
export interface Report {
  service: string;
  /** Whether nothing is wrong. */
  well: boolean;
  /** In one line. */
  verdict: string;
  findings: Finding[];
  tasks: { running: number; pending: number; desired: number };
  /** Deployments, or CodeDeploy's task sets, that have tasks. */
  deployments: {
    status: string;
    revision: string;
    state: string;
    reason: string;
    running: number;
    desired: number;
  }[];
  /** The newest first. */
  events: { time: string; message: string }[];
  targets?: { target: string; state: string; reason: string }[];
  /** Tasks that failed within the last hour, the newest first, with exit codes and last log lines. */
  failedTasks: {
    task: string;
    revision: string;
    stopCode: string;
    reason: string;
    explanation: string;
  }[];
}

/** Events that are told. */
const EVENTS = 8;

/** Puts the facts in order; `most` failed tasks are told with their last log lines. */
export async function reportOf(
  ecs: ECSClient,
  stack: Stack,
  { name }: Service,
  facts: Facts,
  most: number,
): Promise<Report> {
  const { found, failed, targets } = facts;
  const { runningCount = 0, pendingCount = 0, desiredCount = 0, serviceName = "" } = found;
  const findings = findingsOf(facts).map(({ todo, ...rest }) => ({
    ...rest,
    ...(todo !== undefined && { todo: completeCommands(todo, stack, name) }),
  }));
  return {
    service: name,
    well: findings.length === 0,
    verdict: verdictOf(name, facts, findings),
    findings,
    tasks: { running: runningCount, pending: pendingCount, desired: desiredCount },
    deployments: deploymentsOf(facts),
    events: (found.events ?? []).slice(0, EVENTS).map(event => ({
      time: event.createdAt?.toISOString() ?? "",
      message: eventText(event, serviceName),
    })),
    targets: targets?.map(({ Target, TargetHealth }) => ({
      target: `${Target?.Id}:${Target?.Port}`,
      state: TargetHealth?.State ?? "",
      reason: [TargetHealth?.Reason, TargetHealth?.Description].filter(Boolean).join(", "),
    })),
    failedTasks: await Promise.all(
      failed.slice(0, most).map(async task => ({
        task: taskId(task),
        revision: lastPart(task.taskDefinitionArn),
        stopCode: task.stopCode ?? "",
        reason: reasonOf(task),
        explanation: await explainTask(ecs, task, stack.region),
      })),
    ),
  };
}

function deploymentsOf({ found }: Facts): Report["deployments"] {
  const deployments = (found.deployments ?? []).map(one => ({
    status: one.status ?? "",
    revision: lastPart(one.taskDefinition),
    state: one.rolloutState ?? "",
    reason: one.rolloutStateReason ?? "",
    running: one.runningCount ?? 0,
    desired: one.desiredCount ?? 0,
  }));
  const taskSets = (found.taskSets ?? []).map(one => ({
    status: one.status ?? "",
    revision: lastPart(one.taskDefinition),
    state: one.stabilityStatus ?? "",
    reason: "",
    running: one.runningCount ?? 0,
    desired: one.computedDesiredCount ?? 0,
  }));
  return [...deployments, ...taskSets];
}

function verdictOf(name: string, { found }: Facts, [first]: readonly Finding[]): string {
  if (first !== undefined) {
    return `${name} is not well: ${first.means ?? first.what}`;
  }
  if (inProgress(found)) {
    return `a deployment of ${name} goes on, and nothing of it has failed`;
  }
  return found.desiredCount === 0
    ? `${name} sleeps: no task is wanted`
    : `nothing is wrong with ${name}`;
}
