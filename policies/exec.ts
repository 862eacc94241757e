import type { PolicyResource, ReportViolation, StackValidation } from "@pulumi/policy";

import { type ContainerDefinition, containersOf, runsLinux, TASK_TYPE } from "./containers";
import { isSet } from "./known";
import { refersTo } from "./references";

/**
 * Checks each Linux container that nobody opens a shell in. ECS Exec puts an agent into a container, which
 * writes to its root file system and needs rights there, so a task of a service with
 * `enableExecuteCommand` is passed by.
 */
export function onContainersWithoutExec(
  check: (container: ContainerDefinition, path: string, report: ReportViolation) => void,
): StackValidation {
  return ({ resources }, report) => {
    const open = resources.filter(
      ({ type, props }) =>
        type === "aws:ecs/service:Service" && isSet(props, "enableExecuteCommand"),
    );
    const isOpen = (task: PolicyResource) =>
      open.some(service => refersTo(service, "taskDefinition", task));
    for (const task of resources) {
      if (task.type === TASK_TYPE && runsLinux(task.props) && !isOpen(task)) {
        containersOf(task.props).forEach(([path, container]) =>
          check(container, path, message => report(message, task.urn)),
        );
      }
    }
  };
}
