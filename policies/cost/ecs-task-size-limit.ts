import type { ReportViolation, ResourceValidationPolicy } from "@pulumi/policy";

import { cpuUnits, memoryMiB } from "../fargate-size";
import { finding, onTypes } from "../resource";

/** The most that a stack takes of each. */
interface Limits {
  cpu: number;
  memory: number;
  tasks: number;
}

/** Inputs of a task definition, of a service and of what scales it. */
interface Sized {
  cpu?: string;
  memory?: string;
  desiredCount?: number;
  serviceNamespace?: string;
  maxCapacity?: number;
}

const SCALING_TARGET = "aws:appautoscaling/target:Target";

export const ecsTaskSizeLimit: ResourceValidationPolicy = {
  name: "ecs-task-size-limit",
  description: "Tasks are no larger, and no more, than a stack should pay for.",
  enforcementLevel: "advisory",
  severity: "low",
  tags: ["cost"],
  remediationSteps: "Lower cpu, memory, desiredCount or maxCapacity, or raise the stack's limit.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html",
  configSchema: {
    properties: {
      cpu: { description: "CPU units of a task.", type: "number", default: 4096 },
      memory: { description: "MiB of memory of a task.", type: "number", default: 16384 },
      tasks: { description: "Tasks of a service, scaled out.", type: "number", default: 20 },
    },
  },
  validateResource: onTypes<Sized>(
    ["aws:ecs/taskDefinition:TaskDefinition", "aws:ecs/service:Service", SCALING_TARGET],
    (props, report, args) => {
      const limits = args.getConfig<Limits>();
      const isScaler = args.type === SCALING_TARGET;
      if (!isScaler) {
        check("cpu", cpuUnits(props.cpu), limits.cpu, report);
        check("memory", memoryMiB(props.memory), limits.memory, report);
        check("desiredCount", props.desiredCount, limits.tasks, report);
      } else if (props.serviceNamespace === "ecs") {
        check("maxCapacity", props.maxCapacity, limits.tasks, report);
      }
    },
  ),
};

function check(
  property: string,
  value: number | undefined,
  limit: number,
  report: ReportViolation,
): void {
  if (value !== undefined && value > limit) {
    report(finding(`Size::${property}`, `${property} is ${value}: set it to at most ${limit}.`));
  }
}
