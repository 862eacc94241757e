import type { ReportViolation, ResourceValidationPolicy } from "@pulumi/policy";

import { ContainerDefinition, onContainers } from "../containers";
import { fsbp } from "../framework";
import { finding } from "../resource";

interface Logged extends ContainerDefinition {
  logConfiguration?: { logDriver?: string; options?: Readonly<Record<string, string>> };
}

/** Fargate wants the prefix; without it nobody can tell whose a stream is. */
const OPTIONS = ["awslogs-group", "awslogs-region", "awslogs-stream-prefix"];

export const ecsTaskLogConfiguration: ResourceValidationPolicy = {
  name: "ecs-task-log-configuration",
  description: "Each container keeps its logs, and none waits for that.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["logging"],
  framework: fsbp("ECS.9", "ECS task definitions should have a logging configuration"),
  remediationSteps:
    "Set logConfiguration to the driver awslogs with a group, a region, a stream prefix and mode non-blocking.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html",
  validateResource: onContainers(({ name, logConfiguration }: Logged, path, report) => {
    const id = `Container::${name ?? path}`;
    if (!logConfiguration?.logDriver) {
      report(finding(id, `The container's logs are lost: set ${path}.logConfiguration.`));
    } else {
      checkOptions(logConfiguration, `${path}.logConfiguration.options`, message =>
        report(finding(id, message)),
      );
    }
  }),
};

function checkOptions(
  { logDriver, options = {} }: NonNullable<Logged["logConfiguration"]>,
  path: string,
  report: ReportViolation,
): void {
  const missing = logDriver === "awslogs" ? OPTIONS.filter(option => !options[option]) : [];
  if (missing.length > 0) {
    report(`The driver awslogs cannot tell where logs go: set ${path}.${missing.join(", ")}.`);
  }
  // Left out, ECS does not wait since June 2025.
  if (options.mode === "blocking") {
    report(`The container stands still while its logs do: set ${path}.mode to non-blocking.`);
  }
}
