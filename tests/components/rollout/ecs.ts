import type { Rollout } from "../../../components/rollout/rollout";
import { Answers, Call } from "../../support/fake-aws";
import { CLUSTER, EARLIER, REVISION, taskArn } from "./support";

/** A rollout of REVISION. */
export const rollout: Rollout = {
  cluster: CLUSTER,
  service: "orders",
  taskDefinitionArn: REVISION,
  region: "us-east-1",
  timeoutSeconds: 60,
};

/** When the rollout began, in seconds since 1970. */
export const BEGAN = 1000;

export const deployment = (rest: object) => ({
  id: "ecs-svc/8",
  status: "PRIMARY",
  taskDefinition: REVISION,
  createdAt: BEGAN,
  desiredCount: 2,
  runningCount: 0,
  rolloutState: "IN_PROGRESS",
  ...rest,
});

export const before = {
  id: "ecs-svc/7",
  status: "ACTIVE",
  taskDefinition: EARLIER,
  runningCount: 2,
};

/** A service that looks so, one look after the other; the last one stays. */
export const services = (...looks: object[]): Answers => {
  let seen = 0;
  return {
    DescribeServices: () => ({
      services: [{ status: "ACTIVE", ...looks[Math.min(seen++, looks.length - 1)] }],
    }),
    ListTasks: () => ({ taskArns: [] }),
  };
};

/** Tasks that stopped, or that run where none did. */
export const tasks = (...described: object[]): Answers => ({
  ListTasks: ({ desiredStatus }) => ({
    taskArns: described.flatMap((task: any) =>
      (task.lastStatus === "RUNNING") === (desiredStatus === "RUNNING") ? [task.taskArn] : [],
    ),
  }),
  DescribeTasks: ({ tasks: wanted }) => ({
    tasks: described.filter((task: any) => wanted.includes(task.taskArn)),
  }),
});

export const crashed = (id: string, rest: object = {}) => ({
  taskArn: taskArn(id),
  taskDefinitionArn: REVISION,
  createdAt: BEGAN + 1,
  lastStatus: "STOPPED",
  stopCode: "EssentialContainerExited",
  stoppedReason: "Essential container in task exited",
  containers: [{ name: "orders", exitCode: 1 }],
  ...rest,
});

export const unhealthy = (id: string, rest: object = {}) =>
  crashed(id, {
    stopCode: "ServiceSchedulerInitiated",
    stoppedReason: "Task failed ELB health checks in (target-group orders)",
    containers: [{ name: "orders", exitCode: 137, healthStatus: "UNHEALTHY" }],
    ...rest,
  });

/** A task that runs, by the health of its container. */
export const stillRunning = (id: string, healthStatus: string) =>
  crashed(id, {
    lastStatus: "RUNNING",
    stopCode: undefined,
    containers: [{ name: "orders", healthStatus }],
    healthStatus,
  });

/** A deployment in ECS's own list of them, of REVISION. */
export const listed = (id: string, status: string, rest: object = {}) => ({
  serviceDeploymentArn: `arn:${id}`,
  createdAt: BEGAN,
  taskDefinition: REVISION,
  status,
  ...rest,
});

/** ECS's list of deployments, one look after the other; the last one stays. */
export const deployments = (...looks: any[][]): Answers => {
  let seen = 0;
  const now = () => looks[Math.min(Math.max(seen, 1), looks.length) - 1];
  return {
    ListServiceDeployments: () => {
      seen++;
      return {
        serviceDeployments: now().map(({ serviceDeploymentArn, createdAt, taskDefinition }) => ({
          serviceDeploymentArn,
          createdAt,
          targetServiceRevisionArn: `arn:brings:${taskDefinition}`,
        })),
      };
    },
    DescribeServiceDeployments: ({ serviceDeploymentArns: arns }) => ({
      serviceDeployments: now().filter(one => arns.includes(one.serviceDeploymentArn)),
    }),
    DescribeServiceRevisions: ({ serviceRevisionArns: [arn] }) => ({
      serviceRevisions: [{ taskDefinition: arn.replace("arn:brings:", "") }],
    }),
  };
};

/** How often a fake was asked for something. */
export const timesOf = (calls: readonly Call[], operation: string) =>
  calls.filter(call => call.operation === operation).length;
