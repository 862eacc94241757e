import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { fixOn, onTypes } from "../resource";

const TYPES = ["aws:ecs/cluster:Cluster"];

interface Cluster {
  settings?: readonly { name: string; value: string }[];
}

export const ecsClusterContainerInsights: ResourceValidationPolicy = {
  name: "ecs-cluster-container-insights",
  description: "ECS clusters measure their services and tasks.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["logging"],
  framework: fsbp("ECS.12", "ECS clusters should use Container Insights"),
  remediationSteps: "Add containerInsights with the value enabled or enhanced to settings.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-container-insights.html",
  validateResource: onTypes<Cluster>(TYPES, (cluster, report) => {
    if (!hasInsights(cluster)) {
      report("Nobody can see what tasks use: set containerInsights in settings to enabled.");
    }
  }),
  remediateResource: fixOn<Cluster>(TYPES, cluster =>
    hasInsights(cluster)
      ? undefined
      : {
          settings: [
            ...[...(cluster.settings ?? [])].filter(({ name }) => name !== "containerInsights"),
            { name: "containerInsights", value: "enabled" },
          ],
        },
  ),
};

/** Left out, the account decides, whose default is disabled. */
function hasInsights({ settings = [] }: Cluster): boolean {
  return settings.some(
    ({ name, value }) => name === "containerInsights" && /^(enabled|enhanced)$/.test(value),
  );
}
