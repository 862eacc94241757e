import type { StackValidationPolicy } from "@pulumi/policy";

import { ContainerDefinition, containersOf } from "../containers";
import { servicesOf } from "../ecs-services";
import { refersTo } from "../references";
import { finding } from "../resource";

interface Checked extends ContainerDefinition {
  essential?: boolean;
  healthCheck?: object;
}

/** Only for what services run: a task that runs once, such as a migration, ends or fails. */
export const ecsContainerHealthCheck: StackValidationPolicy = {
  name: "ecs-container-health-check",
  description: "ECS knows whether the essential containers of a service are well.",
  enforcementLevel: "advisory",
  severity: "medium",
  tags: ["resilience"],
  remediationSteps: "Set the container's healthCheck to a command that fails when it cannot work.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html",
  validateStack: ({ resources }, report) => {
    const services = servicesOf(resources);
    const definitions = resources.filter(
      ({ type }) => type === "aws:ecs/taskDefinition:TaskDefinition",
    );
    const served = definitions.filter(definition =>
      services.some(service => refersTo(service, "taskDefinition", definition)),
    );
    for (const { props, urn } of served) {
      for (const [path, container] of containersOf(props)) {
        const { name, essential = true, healthCheck }: Checked = container;
        if (essential && healthCheck === undefined) {
          report(
            finding(
              `Container::${name ?? path}`,
              `Nobody asks whether the container is well: set ${path}.healthCheck.`,
            ),
            urn,
          );
        }
      }
    }
  },
};
