import { Deployment, ECSClient, Service as EcsService } from "@aws-sdk/client-ecs";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";

import { lastPart } from "../../components/rollout/arn";
import type { WaitingHook } from "../../components/rollout/waiting-hooks";
import { withClient } from "../aws/client";
import { imageOf, shortImage } from "../aws/images";
import { servingGroups } from "../aws/serving-groups";
import { describeServices } from "../aws/services";
import { targetHealth } from "../aws/target-health";
import { Context, runCommand } from "../command";
import { answers, describePause, pausesOf } from "../release/pauses";
import { Service, serviceOf, Stack } from "../stack";
import { table } from "../table";

/** What is shown of a service. */
interface Row {
  name: string;
  /** Of the service in ECS; `MISSING` when it is not there. */
  status: string;
  running: number;
  desired: number;
  /** Rollout state of the newest deployment, or stability of CodeDeploy's primary task set, as ECS calls it. */
  deployment: string;
  /** Deployments or task sets that have tasks; two while a version takes over. */
  rollouts: number;
  /** The revision that ECS brings out or runs, `family:revision`. */
  taskDefinition: string;
  /** Image of that revision. */
  image: string;
  /** Healthy targets of those that get requests or begin to; nothing without routes. */
  targets?: { healthy: number; registered: number };
  /** Pauses at which its deployment waits for an operator. */
  waits: WaitingHook[];
  /** The newest first. */
  events: string[];
  /** Whether all tasks run, the rollout is through and a target is healthy. */
  well: boolean;
}

/** Deployments and task sets with tasks; others are on their way out. */
const LIVE = ["PRIMARY", "ACTIVE"];
/** Rollout states in which a service does not yet, or not any more, run what it should. */
const UNWELL = ["FAILED", "IN_PROGRESS", "STABILIZING"];
/** Events shown of a service that is not well, or of the one that was asked for. */
const EVENTS = 5;

/** `npm run status`. */
runCommand({
  usage: "status [service]",
  description:
    "Shows how each service runs: tasks, deployment, healthy targets, revision, image, and the last events of\none that is not well or was asked for. Exit code 1 when one does not run as it should.",
  work: status,
});

/** How each service runs; false when one does not run as it should. */
async function status({ stack, result }: Context, name?: string): Promise<boolean> {
  const services = name === undefined ? stack.services : [serviceOf(stack, name)];
  const { region } = stack;
  const rows = await withClient(ECSClient, region, ecs =>
    withClient(ElasticLoadBalancingV2Client, region, async elb => {
      const found = await describeServices(ecs, stack, services);
      return Promise.all(services.map(one => rowOf({ ecs, elb }, stack, one, found.get(one.name))));
    }),
  );
  result({ services: rows }, describe(stack, rows, name !== undefined));
  return rows.every(({ well }) => well);
}

async function rowOf(
  { ecs, elb }: { ecs: ECSClient; elb: ElasticLoadBalancingV2Client },
  stack: Stack,
  service: Service,
  found: EcsService | undefined,
): Promise<Row> {
  const { name, container, targetGroupArns } = service;
  if (found === undefined) {
    const none = {
      running: 0,
      desired: 0,
      deployment: "",
      rollouts: 0,
      taskDefinition: "",
      image: "",
    };
    return { name, status: "MISSING", ...none, waits: [], events: [], well: false };
  }
  const { deployments = [], taskSets = [] } = found;
  const newest = deployments.find(one => one.status === "PRIMARY");
  const primary = taskSets.find(one => one.status === "PRIMARY");
  const taskDefinition =
    newest?.taskDefinition ?? primary?.taskDefinition ?? found.taskDefinition ?? "";
  const deployment = newest?.rolloutState ?? primary?.stabilityStatus ?? "";
  const targets = await targetsOf(elb, found, targetGroupArns);
  const rollouts = [...deployments, ...taskSets].filter(one => LIVE.includes(one.status ?? ""));
  const { runningCount: running = 0, desiredCount: desired = 0, status = "" } = found;
  return {
    name,
    status,
    running,
    desired,
    deployment,
    rollouts: rollouts.length,
    taskDefinition: lastPart(taskDefinition),
    image: taskDefinition === "" ? "" : ((await imageOf(ecs, taskDefinition, container)) ?? ""),
    targets,
    waits: await waitsOf(ecs, stack, service, newest),
    events: (found.events ?? []).slice(0, EVENTS).map(({ message = "" }) => message),
    well:
      status === "ACTIVE" &&
      running >= desired &&
      !UNWELL.includes(deployment) &&
      (targets === undefined || desired === 0 || targets.healthy > 0),
  };
}

/** The pauses at which a deployment waits; only one with a second set of tasks has any. */
async function waitsOf(
  ecs: ECSClient,
  stack: Stack,
  service: Service,
  newest: Deployment | undefined,
): Promise<WaitingHook[]> {
  const mayWait =
    newest?.rolloutState === "IN_PROGRESS" &&
    !["rolling", "codeDeploy"].includes(service.deployment);
  return mayWait ? ((await pausesOf(ecs, stack, service))?.hooks ?? []) : [];
}

async function targetsOf(
  elb: ElasticLoadBalancingV2Client,
  found: EcsService,
  targetGroupArns: readonly string[],
): Promise<Row["targets"]> {
  if (targetGroupArns.length === 0) {
    return undefined;
  }
  const groups = await servingGroups(elb, found, targetGroupArns);
  const states = (await targetHealth(elb, groups)).map(one => one.TargetHealth?.State);
  return {
    healthy: states.filter(state => state === "healthy").length,
    registered: states.filter(state => state !== "draining").length,
  };
}

function describe(stack: Stack, rows: readonly Row[], withEvents: boolean): string {
  const heading = ["SERVICE", "TASKS", "DEPLOYMENT", "HEALTHY", "REVISION", "IMAGE"];
  const lines = rows.map(row => [
    row.name,
    row.status === "ACTIVE" ? `${row.running}/${row.desired}` : row.status,
    row.rollouts > 1 ? `${row.deployment} (of ${row.rollouts})` : row.deployment,
    row.targets === undefined ? "-" : `${row.targets.healthy}/${row.targets.registered}`,
    row.taskDefinition,
    shortImage(row.image),
  ]);
  const events = rows
    .filter(({ well }) => withEvents || !well)
    .flatMap(({ name, events }) => events.map(event => `${name}: ${event}`));
  const waits = rows.flatMap(({ name, waits }) =>
    waits.map(hook => `${name}: ${describePause(hook)}; ${answers(stack, name)}`),
  );
  const parts = [[table([heading, ...lines])], waits, events].filter(part => part.length > 0);
  return parts.map(part => part.join("\n")).join("\n\n");
}
