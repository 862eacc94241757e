import type { ReportViolation, ResourceValidationPolicy } from "@pulumi/policy";

import { ContainerDefinition, containersOf } from "../containers";
import { cpuUnits, FARGATE_CPUS, fargateMemory, isFargateSize, mebibytes } from "../fargate-sizes";
import { onTypes } from "../resource";

interface TaskDefinition {
  requiresCompatibilities?: readonly string[];
  cpu?: string;
  memory?: string;
}

interface Sized extends ContainerDefinition {
  cpu?: number;
  memory?: number;
  memoryReservation?: number;
}

export const ecsFargateTaskSize: ResourceValidationPolicy = {
  name: "ecs-fargate-task-size",
  description: "Tasks for Fargate have a size that Fargate takes, and containers that fit in.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["resilience"],
  remediationSteps: "Set cpu and memory to one of the pairs in the table of Fargate's task sizes.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size",
  validateResource: onTypes<TaskDefinition>(
    ["aws:ecs/taskDefinition:TaskDefinition"],
    (task, report) => {
      const { requiresCompatibilities = [], cpu, memory } = task;
      // Left out means EC2, where ECS takes any size.
      if (!requiresCompatibilities.includes("FARGATE")) {
        return;
      }
      if (cpu === undefined || memory === undefined) {
        report("Fargate needs a size: set cpu and memory.");
        return;
      }
      const units = cpuUnits(cpu);
      const mib = mebibytes(memory);
      if (!FARGATE_CPUS.includes(units)) {
        report(`cpu is no size of Fargate's: set it to ${FARGATE_CPUS.join(", ")}.`);
      } else if (!isFargateSize(units, mib)) {
        report(
          `memory does not go with cpu ${units} on Fargate: set it to ${fargateMemory(units)} MiB.`,
        );
      } else {
        reportOverfull(task, units, mib, report);
      }
    },
  ),
};

/** What ECS sets aside for the containers may not be more than the task has. */
function reportOverfull(task: object, cpu: number, memory: number, report: ReportViolation): void {
  const containers: readonly Sized[] = containersOf(task).map(([, container]) => container);
  if (sum(containers, container => container.cpu) > cpu) {
    report(`The containers' cpu together is more than the task has: set it to ${cpu} at most.`);
  }
  const reserved = sum(containers, container => container.memoryReservation ?? container.memory);
  const largest = Math.max(0, ...containers.map(container => container.memory ?? 0));
  if (reserved > memory || largest > memory) {
    report(`The containers' memory is more than the task has: set it to ${memory} MiB at most.`);
  }
}

function sum(containers: readonly Sized[], amount: (container: Sized) => number | undefined) {
  return containers.reduce((total, container) => total + (amount(container) ?? 0), 0);
}
