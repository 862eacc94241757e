import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fixOn, onTypes } from "../resource";

const SERVICE = ["aws:ecs/service:Service"];

interface Service {
  propagateTags?: string;
  enableEcsManagedTags?: boolean;
}

export const ecsServicePropagateTags: ResourceValidationPolicy = {
  name: "ecs-service-propagate-tags",
  description: "ECS services hand their tags to their tasks, where the cost arises.",
  enforcementLevel: "mandatory",
  severity: "low",
  tags: ["tagging"],
  remediationSteps: "Set propagateTags to SERVICE and enableEcsManagedTags to true.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-using-tags.html",
  validateResource: onTypes<Service>(SERVICE, ({ propagateTags, enableEcsManagedTags }, report) => {
    if (!handsTagsOn(propagateTags)) {
      report("Tasks get no tags: set propagateTags to SERVICE.");
    }
    if (!enableEcsManagedTags) {
      report("Tasks are not tagged with cluster and service: set enableEcsManagedTags to true.");
    }
  }),
  remediateResource: fixOn<Service>(SERVICE, ({ propagateTags, enableEcsManagedTags }) =>
    handsTagsOn(propagateTags) && enableEcsManagedTags
      ? undefined
      : {
          propagateTags: handsTagsOn(propagateTags) ? propagateTags : "SERVICE",
          enableEcsManagedTags: true,
        },
  ),
};

function handsTagsOn(propagateTags: string | undefined): boolean {
  return propagateTags === "SERVICE" || propagateTags === "TASK_DEFINITION";
}
