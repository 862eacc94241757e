import type { ContainerDefinition } from "@aws-sdk/client-ecs";
import type { ServiceArgs, TaskDefinitionArgs } from "@pulumi/aws/ecs";

import { ecsContainerHealthCheck } from "../../../policies/resilience/ecs-container-health-check";
import { ecsContainerStopTimeout } from "../../../policies/resilience/ecs-container-stop-timeout";
import { ecsFargateTaskSize } from "../../../policies/resilience/ecs-fargate-task-size";
import { unknownValue } from "../support/engine";
import { describeRule, Props } from "../support/rule-cases";
import { describeStackRule, member } from "../support/stack-cases";

const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const SERVICE = "aws:ecs/service:Service";

const orders: ContainerDefinition = { name: "orders", image: "orders:1.4.2" };
const containers = (...list: ContainerDefinition[]) => ({
  containerDefinitions: JSON.stringify(list),
});

const healthCheck = { command: ["CMD", "/app/healthy"] };
const task = (...list: ContainerDefinition[]) =>
  member<TaskDefinitionArgs>(TASK, "task", containers(...list));
const service = member<ServiceArgs>(
  SERVICE,
  "service",
  {},
  { from: { taskDefinition: { type: TASK, name: "task" } } },
);
const unasked = (name: string, index = 0) =>
  `task: [Container::${name}] Nobody asks whether the container is well: set containerDefinitions[${index}].healthCheck.`;
describeStackRule(ecsContainerHealthCheck, [
  ["reports an essential container without check", [service, task(orders)], [unasked("orders")]],
  [
    "reports each",
    [service, task({ ...orders, healthCheck }, { ...orders, name: "proxy", essential: true })],
    [unasked("proxy", 1)],
  ],
  [
    "numbers a container without a name",
    [service, task({ image: "orders:1.4.2" })],
    [unasked("containerDefinitions[0]")],
  ],
  ["accepts a check", [service, task({ ...orders, healthCheck })], []],
  [
    "accepts none on a container that may end",
    [service, task({ ...orders, healthCheck }, { ...orders, name: "init", essential: false })],
    [],
  ],
  ["leaves a task alone that no service runs", [task(orders)], []],
  [
    "finds a task by its ARN too",
    [
      member<ServiceArgs>(SERVICE, "service", { taskDefinition: "arn:task" }),
      { ...task(orders), props: { ...containers(orders), arn: "arn:task" } },
    ],
    [unasked("orders")],
  ],
  [
    "leaves unreadable containers to another rule",
    [service, { ...task(), props: { containerDefinitions: "{" } }],
    [],
  ],
  [
    "leaves containers that are not known yet to ecs-task-definition-valid",
    [service, { ...task(), props: { containerDefinitions: unknownValue } }],
    [],
  ],
]);

const fargate = (
  cpu: string | undefined,
  memory: string | undefined,
  ...list: ContainerDefinition[]
) =>
  ({
    requiresCompatibilities: ["FARGATE"],
    cpu,
    memory,
    ...containers(...list),
  }) as Props<TaskDefinitionArgs>;
const noSize = "Fargate needs a size: set cpu and memory.";
const cpus =
  "cpu is no size of Fargate's: set it to 256, 512, 1024, 2048, 4096, 8192, 16384, 32768.";
const wrong = (cpu: number, sizes: string) =>
  `memory does not go with cpu ${cpu} on Fargate: set it to ${sizes} MiB.`;
describeRule<TaskDefinitionArgs>(ecsFargateTaskSize, TASK, [
  ["accepts the most of a range", fargate("4096", "30720"), []],
  [
    "accepts a container beside a full one that asks for nothing",
    fargate("256", "512", { ...orders, cpu: 256, memory: 512 }, orders),
    [],
  ],
  ["reports no size", fargate(undefined, undefined), [noSize]],
  ["reports cpu without memory", fargate("256", undefined), [noSize]],
  ["reports memory without cpu", fargate(undefined, "512"), [noSize]],
  ["reports a cpu that Fargate has not", fargate("300", "512"), [cpus]],
  ["reports a cpu that is no number", fargate("small", "512"), [cpus]],
  ["reports too much memory", fargate("256", "4096"), [wrong(256, "512, 1024, 2048")]],
  ["reports memory between the sizes", fargate("256", "1536"), [wrong(256, "512, 1024, 2048")]],
  [
    "reports memory between the steps",
    fargate("8192", "17408"),
    [wrong(8192, "16384 to 61440 in steps of 4096")],
  ],
  [
    "reports too little memory",
    fargate("1024", "1024"),
    [wrong(1024, "2048 to 8192 in steps of 1024")],
  ],
  [
    "reports memory that is no number",
    fargate("512", "much"),
    [wrong(512, "1024 to 4096 in steps of 1024")],
  ],
  [
    "reports more memory than the greatest size",
    fargate("32768", "262144"),
    [wrong(32768, "61440, 122880, 249856")],
  ],
  [
    "reports containers with more cpu",
    fargate("512", "1024", { ...orders, cpu: 256 }, { ...orders, cpu: 512 }),
    ["The containers' cpu together is more than the task has: set it to 512 at most."],
  ],
  [
    "reports a container with more memory",
    fargate("512", "1024", { ...orders, memory: 2048, memoryReservation: 512 }),
    ["The containers' memory is more than the task has: set it to 1024 MiB at most."],
  ],
  [
    "reports containers that reserve more",
    fargate("512", "1024", { ...orders, memoryReservation: 768 }, { ...orders, memory: 512 }),
    ["The containers' memory is more than the task has: set it to 1024 MiB at most."],
  ],
  ["accepts the smallest size", fargate("256", "512", orders), []],
  ["accepts the greatest size", fargate("32768", "249856"), []],
  ["accepts a step of the greater sizes", fargate("16384", "40960"), []],
  ["accepts sizes in words", fargate(".25 vCPU", "0.5 GB"), []],
  [
    "reports wrong sizes in words",
    fargate("1 vCPU", "1GB"),
    [wrong(1024, "2048 to 8192 in steps of 1024")],
  ],
  [
    "accepts containers that fill the task",
    fargate("512", "1024", { ...orders, cpu: 512, memory: 1024 }),
    [],
  ],
  ["lets EC2 have any size", { cpu: "300", memory: "700", ...containers(orders) }, []],
  [
    "judges the size before the containers are known",
    { ...fargate("256", "4096"), containerDefinitions: unknownValue },
    [wrong(256, "512, 1024, 2048")],
  ],
  [
    "does not wait for a role that it does not read",
    { ...fargate("256", "512", orders), executionRoleArn: unknownValue },
    [],
  ],
  [
    "waits for a size that is not known yet",
    { ...fargate("256", "512"), cpu: unknownValue },
    ["string value at .cpu can't be known during preview"],
  ],
]);

const noTime =
  "[Container::orders] Fargate gives no such time: set containerDefinitions[0].stopTimeout to 1 to 120.";
describeRule<TaskDefinitionArgs>(ecsContainerStopTimeout, TASK, [
  ["accepts the shortest time", fargate("256", "512", { ...orders, stopTimeout: 1 }), []],
  [
    "reports more than Fargate gives",
    fargate("256", "512", { ...orders, stopTimeout: 121 }),
    [noTime],
  ],
  ["reports no time", fargate("256", "512", { ...orders, stopTimeout: 0 }), [noTime]],
  [
    "numbers a container without a name",
    fargate("256", "512", { stopTimeout: 300 }),
    [noTime.replace("orders", "containerDefinitions[0]")],
  ],
  ["accepts what Fargate gives", fargate("256", "512", { ...orders, stopTimeout: 120 }), []],
  ["accepts nothing, which means 30 seconds", fargate("256", "512", orders), []],
  ["lets EC2 wait longer", containers({ ...orders, stopTimeout: 300 }), []],
  [
    "leaves unreadable containers to another rule",
    { requiresCompatibilities: ["FARGATE"], containerDefinitions: "{" },
    [],
  ],
  [
    "leaves containers that are not known yet to ecs-task-definition-valid",
    { requiresCompatibilities: ["FARGATE"], containerDefinitions: unknownValue },
    [],
  ],
]);
